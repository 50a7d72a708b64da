package dev.kbsync.site;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One Confluence Cloud site.
 *
 * @param name what operators call it: lower-case letters, digits and dashes; part of file paths and
 *     route ids
 * @param url scheme, host and port only, for example {@code https://example.atlassian.net}
 * @param cloudId Atlassian's id of the site, null until somebody found it out
 * @param spaces the wanted spaces
 * @param spacesConfigured whether {@link #spaces} comes from the properties and cannot be chosen on
 *     the console
 * @param rule which pages of these spaces are wanted
 * @param sinks names of the sinks its documents go to
 * @param includeRestricted whether restricted pages are delivered too
 * @param extras what is delivered beside the text of pages
 * @param schedule when its runs start, by kind
 * @param configured whether the site comes from the properties and cannot be removed on the console
 */
public record Site(
        String name,
        URI url,
        @Nullable String cloudId,
        SpaceChoice spaces,
        boolean spacesConfigured,
        PageRule rule,
        List<String> sinks,
        boolean includeRestricted,
        Extras extras,
        Map<RunKind, Cron> schedule,
        boolean configured) {

    public Site {
        // A comma too many names no sink.
        sinks = sinks.stream().map(String::strip).filter(sink -> !sink.isEmpty()).toList();
        schedule = Map.copyOf(schedule);
    }

    /** The same with other wishes. */
    public Site wanting(SpaceChoice others, PageRule otherRule) {
        return new Site(
                name,
                url,
                cloudId,
                others,
                spacesConfigured,
                otherRule,
                sinks,
                includeRestricted,
                extras,
                schedule,
                configured);
    }

    /**
     * Atlassian's id of the site.
     *
     * @throws IllegalStateException if nobody found it out yet
     */
    public String knownCloudId() {
        if (cloudId == null) {
            throw new IllegalStateException("The cloud id of " + name + " is not known yet.");
        }
        return cloudId;
    }
}
