package dev.kbsync.api.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kbsync.site.Rule;
import java.util.List;

/**
 * A rule in force.
 *
 * @param sink the sink it is for; missing where it is for all of them
 * @param rule what it is called, for example {@code only.labels}
 * @param values what it says, as it would be set
 * @param origin where it comes from: a setting, or the console
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RuleJson(String site, String sink, String rule, List<String> values, String origin) {

    public static RuleJson of(String site, Rule rule) {
        return new RuleJson(site, rule.sink(), rule.name(), rule.values(), rule.origin());
    }
}
