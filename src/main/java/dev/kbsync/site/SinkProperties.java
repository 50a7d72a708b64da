package dev.kbsync.site;

import dev.kbsync.page.PageRef;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What every sink can be told, whatever its kind. What else one reads is described by its Kamelet.
 *
 * @param sinks by the sink's name
 */
@ConfigurationProperties("kbsync")
public record SinkProperties(@DefaultValue Map<String, Sink> sinks) {

    private static final Sink PLAIN =
            new Sink(List.of(), List.of(), PageRule.ALL.only(), PageRule.ALL.except(), 0, "");

    /**
     * One sink.
     *
     * @param labels the labels of which a page must have one to be delivered; empty for all pages
     * @param spaces keys of the spaces whose pages are delivered; empty for all of the site's
     * @param only the same in other respects as well, see {@link PageRule}
     * @param except the pages that are not delivered
     * @param rate how many deliveries a second it gets at most; 0 for no limit
     * @param expectedAnswer regular expression that has to match somewhere in an answer by HTTP, or
     *     the document does not count as stored; empty: any answer without an error will do
     */
    public record Sink(
            @DefaultValue List<String> labels,
            @DefaultValue List<String> spaces,
            @DefaultValue PageRule.Pages only,
            @DefaultValue PageRule.Pages except,
            @DefaultValue("0") double rate,
            @DefaultValue("") String expectedAnswer) {

        /** What it says of pages, by the names of settings. */
        Map<String, List<String>> rules() {
            Map<String, List<String>> rules = new LinkedHashMap<>();
            rules.put("labels", labels);
            rules.put("spaces", spaces);
            rules.putAll(new PageRule(only, except, CqlClause.NONE).values());
            rules.values().removeIf(List::isEmpty);
            return rules;
        }

        /** Why a page is not delivered; empty if it is. */
        public String refusal(PageRef ref, Instant now) {
            PageRule.Pages plain = new PageRule.Pages(labels, spaces, List.of(), List.of(), null);
            String refusal = new PageRule(plain, except, CqlClause.NONE).refusal(ref, now);
            return refusal.isEmpty()
                    ? new PageRule(only, PageRule.ALL.except(), CqlClause.NONE).refusal(ref, now)
                    : refusal;
        }
    }

    /** What a sink was told; nothing, if it has no settings. */
    public Sink of(String name) {
        return sinks.getOrDefault(name, PLAIN);
    }
}
