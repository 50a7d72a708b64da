package dev.kbsync.site;

import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageRef.ContentType;
import java.time.Instant;
import java.util.List;

/**
 * One rule in force.
 *
 * @param sink the sink it is for, empty for all of the site's
 * @param name what it is called: {@code spaces}, {@code only.labels}, {@code cql}, ...
 * @param values what it says, as it would be set
 * @param origin where it comes from: a setting, or the console
 */
public record Rule(String sink, String name, List<String> values, String origin) {

    public Rule {
        values = List.copyOf(values);
    }

    /** In one line, as it would be set. */
    public String text() {
        return name + " = " + String.join(", ", values);
    }

    /**
     * The same rule once for each part of it that can be a mistake of its own: labels and pages are
     * easily misspelled, one among others.
     */
    List<Rule> parts() {
        return switch (respect()) {
            case "labels", "below", "spaces" ->
                    values.stream()
                            .filter(value -> !value.startsWith("!"))
                            .map(value -> new Rule(sink, name, List.of(value), origin))
                            .toList();
            default -> List.of(this);
        };
    }

    /** Whether a page is one that it speaks of. */
    boolean matches(PageRef ref, Instant now) {
        return switch (respect()) {
            case "labels" -> values.stream().anyMatch(label -> PageRule.isLabelled(ref, label));
            case "below" -> values.stream().anyMatch(id -> PageRule.isBelow(ref, id));
            case "spaces" -> SpaceChoice.of(values).covers(ref.space());
            case "types" -> values.contains(word(ref.type()));
            case "changed-within" ->
                    values.stream()
                            .map(PageRule::time)
                            .anyMatch(time -> ref.modifiedAt().isAfter(now.minus(time)));
            // The search has found nothing else.
            default -> true;
        };
    }

    /** As it is set. */
    static String word(ContentType type) {
        return switch (type) {
            case PAGE -> "page";
            case BLOG_POST -> "blog-post";
            case ATTACHMENT -> "attachment";
        };
    }

    private String respect() {
        return name.substring(name.indexOf('.') + 1);
    }
}
