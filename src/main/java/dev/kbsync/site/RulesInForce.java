package dev.kbsync.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Tells which rules hold for a site and its sinks, and where each comes from. */
@Component
public class RulesInForce {

    private final Sites sites;
    private final SinkProperties sinks;

    public RulesInForce(Sites sites, SinkProperties sinks) {
        this.sites = sites;
        this.sinks = sinks;
    }

    /** Those of the site first, then those of its sinks. */
    public List<Rule> of(Site site) {
        List<Rule> rules = new ArrayList<>();
        if (!site.spaces().isEmpty()) {
            String origin =
                    site.spacesConfigured()
                            ? sites.prefix(site.name()) + ".spaces"
                            : ChosenRules.ORIGIN;
            rules.add(new Rule("", "spaces", site.spaces().words(), origin));
        }
        Set<String> set = sites.rulesSet(site.name());
        values(site.rule())
                .forEach(
                        (name, values) ->
                                rules.add(
                                        new Rule(
                                                "",
                                                name,
                                                values,
                                                set.contains(name)
                                                        ? sites.prefix(site.name()) + "." + name
                                                        : ChosenRules.ORIGIN)));
        site.sinks()
                .forEach(
                        sink ->
                                sinks.of(sink)
                                        .rules()
                                        .forEach(
                                                (name, values) ->
                                                        rules.add(
                                                                new Rule(
                                                                        sink,
                                                                        name,
                                                                        values,
                                                                        "kbsync.sinks.%s.%s"
                                                                                .formatted(
                                                                                        sink,
                                                                                        name)))));
        return rules;
    }

    private static Map<String, List<String>> values(PageRule rule) {
        Map<String, List<String>> values = rule.values();
        if (!rule.cql().isEmpty()) {
            values.put("cql", List.of(rule.cql().text()));
        }
        return values;
    }
}
