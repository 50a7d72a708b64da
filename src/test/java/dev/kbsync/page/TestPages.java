package dev.kbsync.page;

import dev.kbsync.page.PageRef.Access;
import dev.kbsync.page.PageRef.Ancestor;
import dev.kbsync.page.PageRef.ContentType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Pages for tests; each method changes one thing about an ordinary page. */
public final class TestPages {

    private TestPages() {}

    public static final String CLOUD = "11111111-2222-4333-8444-555555555555";

    public static PageRef page(String id) {
        return new PageRef(
                CLOUD,
                id,
                ContentType.PAGE,
                "ENG",
                "Page " + id,
                1,
                Instant.parse("2026-03-19T14:26:46Z"),
                "Ada Lovelace",
                List.of(new Ancestor("1", "Home")),
                List.of("howto"),
                Access.OPEN,
                "https://example.atlassian.net/wiki/spaces/ENG/pages/" + id);
    }

    public static PageRef titled(PageRef ref, String title) {
        return changed(ref, parts -> parts.title = title);
    }

    /** Another version, saved a minute later than the one before it. */
    public static PageRef version(PageRef ref, int version) {
        Duration later = Duration.ofMinutes(version - ref.version());
        return changed(
                ref,
                parts -> {
                    parts.version = version;
                    parts.modifiedAt = ref.modifiedAt().plus(later);
                });
    }

    /** The same version, after historical ones were deleted. */
    public static PageRef renumbered(PageRef ref, int version) {
        return changed(ref, parts -> parts.version = version);
    }

    public static PageRef in(PageRef ref, String space) {
        return changed(ref, parts -> parts.space = space);
    }

    public static PageRef below(PageRef ref, Ancestor... ancestors) {
        return changed(ref, parts -> parts.ancestors = List.of(ancestors));
    }

    public static PageRef labelled(PageRef ref, String... labels) {
        return changed(ref, parts -> parts.labels = List.of(labels));
    }

    public static PageRef access(PageRef ref, Access access) {
        return changed(ref, parts -> parts.access = access);
    }

    public static PageRef details(PageRef ref, Details details) {
        return changed(ref, parts -> parts.details = details);
    }

    /** Restricted, by as many pages above each other as there are lists. */
    public static PageRef readers(PageRef ref, Readers... readers) {
        return changed(
                ref,
                parts -> {
                    parts.access = Access.RESTRICTED;
                    parts.details = new Details("", null, List.of(readers));
                });
    }

    private static PageRef changed(PageRef ref, Consumer<Parts> change) {
        Parts parts = new Parts(ref);
        change.accept(parts);
        return new PageRef(
                ref.cloudId(),
                ref.contentId(),
                ref.type(),
                parts.space,
                parts.title,
                parts.version,
                parts.modifiedAt,
                ref.author(),
                parts.ancestors,
                parts.labels,
                parts.access,
                ref.webUrl(),
                parts.details);
    }

    private static final class Parts {
        private String space;
        private String title;
        private int version;
        private Instant modifiedAt;
        private List<Ancestor> ancestors;
        private List<String> labels;
        private Access access;
        private Details details;

        Parts(PageRef ref) {
            space = ref.space();
            title = ref.title();
            version = ref.version();
            modifiedAt = ref.modifiedAt();
            ancestors = ref.ancestors();
            labels = ref.labels();
            access = ref.access();
            details = ref.details();
        }
    }
}
