package dev.kbsync.search;

import dev.kbsync.page.Chunk;
import dev.kbsync.page.Delivery;
import dev.kbsync.page.Document;
import dev.kbsync.page.OneLine;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageRef.Access;
import dev.kbsync.page.Readers;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexableField;

/** What the index holds of a document: an entry for each chunk, and in the first one its text. */
final class Fields {

    static final String DOCUMENT = "document";
    static final String CHUNK = "chunk";

    /** The {@link dev.kbsync.page.Revision}; in an old index the version number, which is less. */
    static final String REVISION = "version";

    static final String SITE = "site";

    /** Stored as it is, and indexed as {@link #key}. */
    static final String SPACE = "space";

    static final String PLACE = "place";

    /** What the page says of itself, each as {@link #property}; not stored. */
    static final String PROPERTY = "property";

    /** Shown only; the breadcrumb has it, too, and is searched. */
    static final String TITLE = "title";

    static final String BREADCRUMB = "breadcrumb";
    static final String TEXT = "text";
    static final String URL = "url";
    static final String UPDATED = "updated";

    /** Stands in the first entry of a document only. */
    static final String WHOLE = "whole";

    static final String FIRST = "first";

    /** What a vector was made from. */
    static final String HASH = "hash";

    /** With the name of the model. */
    static final String VECTOR = "vector.";

    /** {@link #OPEN} or {@link #LISTED}; an entry with neither is never shown. */
    static final String ACCESS = "access";

    static final String OPEN = "open";
    static final String LISTED = "listed";

    /** Which lists of readers there are, by their numbers. */
    static final String LISTS = "lists";

    /** With the number of a list: who is on it. */
    static final String READERS = "readers.";

    private Fields() {}

    /** The entries of a document that is to be stored. */
    static List<List<IndexableField>> of(Delivery delivery, Vectors.Made vectors) {
        Document document = Objects.requireNonNull(delivery.document());
        List<List<IndexableField>> entries = new ArrayList<>();
        for (Chunk chunk : chunks(delivery)) {
            List<IndexableField> entry = new ArrayList<>(common(delivery));
            entry.addAll(vectors.fields(chunk));
            entry.add(new StoredField(CHUNK, chunk.id()));
            entry.add(new StoredField(URL, chunk.url()));
            entry.add(new TextField(TEXT, composed(chunk.text()), Field.Store.YES));
            chunk.breadcrumb()
                    .forEach(
                            step ->
                                    entry.add(
                                            new TextField(
                                                    BREADCRUMB,
                                                    composed(OneLine.of(step)),
                                                    Field.Store.YES)));
            if (entries.isEmpty()) {
                entry.add(new StringField(FIRST, FIRST, Field.Store.NO));
                entry.add(new StoredField(WHOLE, document.text()));
            }
            entries.add(entry);
        }
        return entries;
    }

    /** A document that was not cut is one piece. A page without text is found by its title. */
    static List<Chunk> chunks(Delivery delivery) {
        List<Chunk> cut = delivery.chunks();
        if (!cut.isEmpty()) {
            return cut;
        }
        String whole = Objects.requireNonNull(delivery.document()).text();
        PageRef ref = delivery.ref();
        List<String> breadcrumb =
                Stream.of(
                                Stream.of(ref.space()),
                                ref.ancestors().stream().map(PageRef.Ancestor::title),
                                Stream.of(ref.title()))
                        .flatMap(step -> step)
                        .toList();
        return List.of(
                new Chunk(
                        ref.documentId() + "#0",
                        "",
                        whole.isBlank() ? OneLine.of(ref.title()) : whole,
                        breadcrumb,
                        ref.webUrl(),
                        new TreeSet<>(),
                        0));
    }

    private static List<IndexableField> common(Delivery delivery) {
        PageRef ref = delivery.ref();
        List<IndexableField> fields = new ArrayList<>();
        fields.add(new StringField(DOCUMENT, delivery.documentId(), Field.Store.YES));
        fields.add(new NumericDocValuesField(REVISION, ref.revision()));
        fields.add(new StringField(SITE, delivery.site(), Field.Store.YES));
        fields.add(new StoredField(SPACE, ref.space()));
        fields.add(new StringField(SPACE, key(ref.space()), Field.Store.NO));
        fields.add(new StringField(PLACE, place(delivery.site(), ref.space()), Field.Store.NO));
        fields.add(new StoredField(TITLE, OneLine.of(ref.title())));
        fields.add(new StoredField(UPDATED, ref.modifiedAt().toString()));
        ref.details()
                .properties()
                .forEach(
                        (name, value) ->
                                fields.add(
                                        new StringField(
                                                PROPERTY,
                                                property(name + ": " + value),
                                                Field.Store.NO)));
        fields.addAll(access(ref));
        return fields;
    }

    /** Whoever may read a document is on each of its lists. */
    private static List<IndexableField> access(PageRef ref) {
        if (ref.access() == Access.OPEN) {
            return List.of(new StringField(ACCESS, OPEN, Field.Store.NO));
        }
        List<Readers> lists = ref.details().readers();
        if (ref.access() != Access.RESTRICTED || lists.isEmpty()) {
            return List.of();
        }
        List<IndexableField> fields = new ArrayList<>();
        fields.add(new StringField(ACCESS, LISTED, Field.Store.NO));
        for (int number = 0; number < lists.size(); number++) {
            String name = READERS + number;
            fields.add(new StringField(LISTS, Integer.toString(number), Field.Store.NO));
            readers(lists.get(number))
                    .forEach(reader -> fields.add(new StringField(name, reader, Field.Store.NO)));
        }
        return fields;
    }

    /** Not by the names of people, which these choose themselves. */
    private static Stream<String> readers(Readers list) {
        return Stream.concat(
                        list.users().stream().map(Readers.User::accountId),
                        list.groups().stream()
                                .flatMap(group -> Stream.of(group.id(), group.name())))
                .filter(reader -> !reader.isEmpty());
    }

    /** Keys of spaces are the same in any case. */
    static String key(String space) {
        return space.toUpperCase(Locale.ROOT);
    }

    /** Also without the prefix that it has in front matter. */
    static String property(String text) {
        return composed(text)
                .toLowerCase(Locale.ROOT)
                .replaceFirst("^property\\.", "")
                .replaceFirst(":\\s*", ": ");
    }

    static String place(String site, String space) {
        return site + "/" + key(space);
    }

    /** Accents are one character with their letters, however they were typed. */
    static String composed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }
}
