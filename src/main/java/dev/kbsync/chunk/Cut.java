package dev.kbsync.chunk;

import dev.kbsync.page.Block.Heading;
import dev.kbsync.page.Block.Kind;
import dev.kbsync.page.Chunk;
import dev.kbsync.page.Document;
import dev.kbsync.page.PageRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** One document on its way into chunks. */
final class Cut {

    /** A heading may be a whole chapter; a breadcrumb is repeated for every chunk. */
    private static final int LONGEST_TITLE = 200;

    private final Document document;
    private final String text;
    private final Tokens tokens;
    private final ChunkProperties properties;
    private final List<Chunk> chunks = new ArrayList<>();

    Cut(Document document, Tokens tokens, ChunkProperties properties) {
        this.document = document;
        this.text = document.text();
        this.tokens = tokens;
        this.properties = properties;
    }

    List<Chunk> chunks() {
        Splitter splitter = new Splitter(text, tokens, properties.tokens());
        List<List<Piece>> sections =
                Section.of(document.outline(), text.length()).stream()
                        .map(splitter::split)
                        .toList();
        Packer packer = new Packer(text, properties.tokens());
        for (Stretch stretch : Stretch.of(sections, properties.smallest(), properties.tokens())) {
            packer.packed(stretch.pieces()).forEach(this::add);
        }
        return chunks;
    }

    private void add(List<Piece> pieces) {
        Piece first = pieces.get(0);
        Piece last = pieces.get(pieces.size() - 1);
        String body =
                first.lead().text()
                        + text.substring(first.start(), last.end())
                        + last.tail().text();
        if (body.isBlank()) {
            return;
        }
        String written = Indent.removed(body.stripTrailing());
        List<String> breadcrumb = breadcrumb(path(pieces));
        chunks.add(
                new Chunk(
                        document.ref().documentId() + "#" + chunks.size(),
                        ChunkHash.of(breadcrumb, written),
                        written,
                        breadcrumb,
                        url(first.section().path()),
                        kinds(pieces),
                        tokens.count(written)));
    }

    /** The headings that all of it is below; a heading before the others is below none. */
    private static List<Heading> path(List<Piece> pieces) {
        List<Heading> common = null;
        for (Piece piece : pieces) {
            if (!piece.isHeading()) {
                common = Section.common(common, piece.section().path());
            }
        }
        return common == null ? pieces.get(0).section().path() : common;
    }

    private List<String> breadcrumb(List<Heading> path) {
        PageRef ref = document.ref();
        return Stream.of(
                        Stream.of(ref.space()),
                        ref.ancestors().stream().map(PageRef.Ancestor::title),
                        Stream.of(ref.title()),
                        path.stream().map(Cut::title).filter(title -> !title.isBlank()))
                .flatMap(part -> part)
                .toList();
    }

    private static String title(Heading heading) {
        String title = heading.title();
        return title.length() <= LONGEST_TITLE
                ? title
                : title.substring(0, title.offsetByCodePoints(0, LONGEST_TITLE / 2)) + "…";
    }

    private String url(List<Heading> path) {
        String url = document.ref().webUrl();
        for (Heading heading : path) {
            if (!heading.anchor().isEmpty() && heading.title().length() <= LONGEST_TITLE) {
                url = document.ref().webUrl() + "#" + heading.anchor();
            }
        }
        return url;
    }

    private static SortedSet<String> kinds(List<Piece> pieces) {
        SortedSet<String> kinds = new TreeSet<>();
        for (Piece piece : pieces) {
            for (Kind kind : piece.kinds()) {
                kinds.add(kind.name().toLowerCase(Locale.ROOT));
            }
        }
        kinds.remove("item");
        return kinds;
    }
}
