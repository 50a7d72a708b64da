package dev.kbsync.page;

import dev.kbsync.page.Census.Treatment;
import dev.kbsync.page.Outcome.Kind;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what became of a page; the last word of the route {@code page}, whatever happened there. */
public class PageOutcome {

    private static final Logger log = LoggerFactory.getLogger(PageOutcome.class);

    /** Why a page is skipped that reached no sink, though nothing went wrong. */
    public static final String LET_GO =
            "the routes let it go: they ended without delivering it (routes/3-page, routes/4-deliver-to-*). They are"
                    + " asked again when the page changes, or after redeliver";

    /**
     * Body in: what each sink said, a map from sink to what went wrong; anything else if no sink
     * was told. Body out: the outcome.
     */
    public Outcome of(PageWork work, Delivery delivery, @Nullable Object body) {
        Map<String, String> sinks = results(body);
        String failed =
                sinks.values().stream()
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining(" "));
        if (!failed.isEmpty()) {
            return new Outcome(
                    work, Kind.FAILED, "deliver", failed, sinks, links(delivery), census(delivery));
        }
        if (work.isUpsert() && work.sinks().stream().noneMatch(sinks::containsKey)) {
            return letGo(work);
        }
        if (work.isRemoval() && !sinks.keySet().containsAll(work.sinks())) {
            return letGo(work);
        }
        return switch (work.verdict()) {
            case UPSERT -> delivered(work, delivery, sinks);
            case REMOVE, LEAVE ->
                    new Outcome(work, Kind.REMOVED, "", work.reason(), sinks, unread(work));
            case UNCHANGED -> new Outcome(work, Kind.UNCHANGED, "", "", sinks, Census.EMPTY);
            case SKIP -> new Outcome(work, Kind.SKIPPED, "", work.reason(), sinks, unread(work));
            case WAIT -> Outcome.failed(work, "wait", work.reason());
            case FAIL -> Outcome.failed(work, "fetch", work.reason());
        };
    }

    /**
     * The outcome of a page of which the routes told no sink. An upsert that is filtered is what
     * somebody wants; a document that ought to go must not stay for that.
     */
    public static Outcome letGo(PageWork work) {
        return switch (work.verdict()) {
            case UPSERT, SKIP ->
                    new Outcome(
                            work,
                            Kind.SKIPPED,
                            "",
                            work.isUpsert() ? LET_GO : work.reason(),
                            Map.of(),
                            Census.EMPTY);
            case UNCHANGED -> new Outcome(work, Kind.UNCHANGED, "", "", Map.of(), Census.EMPTY);
            case REMOVE, LEAVE ->
                    Outcome.failed(
                            work,
                            "deliver",
                            "The routes ended without removing the document; let removals pass every filter in"
                                    + " routes/3-page.camel.yaml (${variable.work.removal}).");
            case WAIT -> Outcome.failed(work, "wait", work.reason());
            case FAIL -> Outcome.failed(work, "fetch", work.reason());
        };
    }

    private static Outcome delivered(PageWork work, Delivery delivery, Map<String, String> sinks) {
        Document document = Objects.requireNonNull(delivery.document());
        Census census = document.census();
        if (work.ref().isAttachment()) {
            census = census.plus(file(Treatment.RENDERED, work.reason()));
        }
        return new Outcome(work, Kind.DELIVERED, "", "", sinks, document.links(), census);
    }

    /** A file that is only listed with its page, though files are read: that is said. */
    private static Census unread(PageWork work) {
        AttachedFile file = work.ref().details().file();
        return file == null || !work.reason().equals(file.unfit())
                ? Census.EMPTY
                : file(Treatment.NAMED, "its text is left out: " + file.unfit());
    }

    private static Census file(Treatment treatment, String warning) {
        SortedMap<String, SortedMap<Treatment, Integer>> counts = new TreeMap<>();
        counts.put("<attached file>", new TreeMap<>(Map.of(treatment, 1)));
        return new Census(counts, warning.isEmpty() ? List.of() : List.of(warning));
    }

    /**
     * Body out: the outcome of a page that broke on its way.
     *
     * @param stage the stage it was in
     */
    public Outcome failed(PageWork work, String stage, Throwable cause) {
        log.debug("Page {} failed in {}", work.ref().contentId(), stage, cause);
        return Outcome.failed(work, stage, Sentence.of(cause));
    }

    /** Also of a delivery that only some sinks took: theirs has them. */
    private static List<PageLinks.Made> links(Delivery delivery) {
        Document document = delivery.document();
        return document == null ? List.of() : document.links();
    }

    private static Census census(Delivery delivery) {
        Document document = delivery.document();
        return document == null ? Census.EMPTY : document.census();
    }

    private static Map<String, String> results(@Nullable Object body) {
        return body instanceof Map<?, ?> map
                ? map.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        entry -> entry.getKey().toString(),
                                        entry -> entry.getValue().toString()))
                : Map.of();
    }
}
