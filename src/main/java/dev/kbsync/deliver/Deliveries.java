package dev.kbsync.deliver;

import dev.kbsync.page.ConverterTag;
import dev.kbsync.page.Delivery;
import dev.kbsync.page.Document;
import dev.kbsync.page.Fingerprint;
import dev.kbsync.page.Format;
import dev.kbsync.page.OneLine;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageWork;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes what sinks get: a document as a file's content, as JSON, or word that it is to go. */
@Component("deliveries")
public class Deliveries {

    private final ConverterTag tag;

    Deliveries(ConverterTag tag) {
        this.tag = tag;
    }

    /**
     * Body in: the document, or anything else where none was made. Body out: the delivery.
     *
     * @param site name of the site
     */
    public Delivery of(PageWork work, String site, @Nullable Object body) {
        Document document = body instanceof Document made ? made : null;
        PageRef ref = document == null ? work.ref() : document.ref();
        String mark =
                document == null ? "removed-" + ref.revision() : Fingerprint.of(ref, tag.value());
        return new Delivery(
                ref.documentId(),
                mark,
                ref,
                site,
                work.path(),
                work.formerPaths(),
                work.ownPaths(),
                document,
                document == null ? "" : MarkdownFiles.neutral(document, site),
                document == null ? work.reason() : "");
    }

    /**
     * Body in: a delivery. Body and variable {@code delivery} out: the same in the format that the
     * sink wants.
     *
     * @param wanted markdown, text, or empty for the format of all sinks
     * @throws SinkSetupException if there is no such format
     */
    public void format(Exchange exchange, String wanted) {
        Delivery delivery = SinkDoor.delivery(exchange);
        Document document = delivery.document();
        if (wanted.isBlank() || document == null) {
            return;
        }
        Format format =
                Stream.of(Format.values())
                        .filter(one -> one.name().equalsIgnoreCase(wanted.strip()))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new SinkSetupException(
                                                "cannot have the format \"%s\"; its Kamelet's parameter must be markdown or text."
                                                        .formatted(wanted)));
        Document other = document.in(format);
        Delivery formatted =
                other.format() == document.format()
                        ? delivery
                        : delivery.with(other, MarkdownFiles.neutral(other, delivery.site()));
        exchange.setVariable(SinkDoor.DELIVERY, formatted);
        exchange.getMessage().setBody(formatted);
    }

    /**
     * A delivery's document as one text, for knowledge bases that know nothing of front matter: the
     * title, the page's address, who may read it if it is restricted, and the content. It is never
     * empty, and no two pages have the same.
     */
    public String page(Delivery delivery) {
        PageRef ref = delivery.ref();
        Document document = Objects.requireNonNull(delivery.document());
        String readers = Restrictions.lines(ref.details().readers());
        boolean plain = document.format() == Format.TEXT;
        return (plain ? OneLine.of(ref.title()) + "\n" : MarkdownFiles.heading(ref.title()))
                + "\n"
                + (plain ? ref.webUrl() : "<" + ref.webUrl() + ">")
                + "\n"
                + (readers.isEmpty() ? "" : "\n" + readers)
                + (document.text().isEmpty() ? "" : "\n" + document.text());
    }

    /** What is known of a delivery's page, by the names that front matter uses. */
    public Map<String, Object> facts(Delivery delivery) {
        return FrontMatter.facts(delivery.ref(), delivery.site());
    }

    /**
     * The same facts with all page properties in one field, a list of {@code name: value}. Indexes
     * that make a field of each name they meet would run out of them, and would take the first
     * value's type for that of all.
     */
    public static Map<String, Object> gathered(Map<String, Object> facts) {
        Map<String, Object> gathered = new LinkedHashMap<>();
        List<String> properties = new ArrayList<>();
        facts.forEach(
                (name, value) -> {
                    if (name.startsWith(FrontMatter.PROPERTY)) {
                        String plain = name.substring(FrontMatter.PROPERTY.length());
                        properties.add(plain + ": " + value);
                    } else {
                        gathered.put(name, value);
                    }
                });
        if (!properties.isEmpty()) {
            gathered.put("properties", properties);
        }
        return gathered;
    }

    /** The properties of a page in one list, each as {@code name: value}. */
    public static List<String> properties(PageRef ref) {
        return ref.details().properties().entrySet().stream()
                .map(property -> property.getKey() + ": " + property.getValue())
                .toList();
    }

    /** Body in: a tree for JSON. Body out: the same with another field. */
    public Map<String, Object> with(Map<String, Object> json, String field, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(json);
        more.put(field, value);
        return more;
    }

    /**
     * Body in: a delivery. Body out: its document as a tree for JSON.
     *
     * @param chunks whether it has the chunks: none, or json
     * @throws IllegalArgumentException if it is neither
     */
    public Map<String, Object> jsonWith(Delivery delivery, String chunks) {
        Map<String, Object> json = json(delivery);
        switch (chunks.strip()) {
            case "", "none" -> {}
            case "json" ->
                    json.put("chunks", delivery.chunks().stream().map(ChunkLines::tree).toList());
            default ->
                    throw new IllegalArgumentException(
                            "The parameter chunks is \"%s\"; it must be none or json"
                                    .formatted(chunks));
        }
        return json;
    }

    /** Body in: a delivery. Body out: its document as a tree for JSON, without its chunks. */
    public Map<String, Object> json(Delivery delivery) {
        Map<String, Object> json =
                new LinkedHashMap<>(FrontMatter.facts(delivery.ref(), delivery.site()));
        json.put(
                "ancestors",
                delivery.ref().ancestors().stream().map(PageRef.Ancestor::title).toList());
        if (!delivery.ref().details().readers().isEmpty()) {
            json.put("readers", Restrictions.tree(delivery.ref().details().readers()));
        }
        Document document = delivery.document();
        if (document != null) {
            json.put("format", document.format().mediaType());
            json.put("text", document.text());
        }
        return json;
    }
}
