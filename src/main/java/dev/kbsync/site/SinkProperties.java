package dev.kbsync.site;

import java.util.Collection;
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

    private static final Sink PLAIN = new Sink(List.of(), List.of(), 0, "");

    /**
     * One sink.
     *
     * @param labels the labels of which a page must have one to be delivered; empty for all pages
     * @param spaces keys of the spaces whose pages are delivered; empty for all of the site's
     * @param rate how many deliveries a second it gets at most; 0 for no limit
     * @param expectedAnswer regular expression that has to match somewhere in an answer by HTTP, or
     *     the document does not count as stored; empty: any answer without an error will do
     */
    public record Sink(
            @DefaultValue List<String> labels,
            @DefaultValue List<String> spaces,
            @DefaultValue("0") double rate,
            @DefaultValue("") String expectedAnswer) {

        /** Whether a page of this space and with these labels is to be delivered. */
        public boolean wants(String space, Collection<String> pageLabels) {
            return (spaces.isEmpty() || spaces.stream().anyMatch(space::equalsIgnoreCase))
                    && (labels.isEmpty()
                            || pageLabels.stream()
                                    .anyMatch(
                                            label ->
                                                    labels.stream()
                                                            .anyMatch(label::equalsIgnoreCase)));
        }
    }

    /** What a sink was told; nothing, if it has no settings. */
    public Sink of(String name) {
        return sinks.getOrDefault(name, PLAIN);
    }
}
