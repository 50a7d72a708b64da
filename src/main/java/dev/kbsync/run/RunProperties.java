package dev.kbsync.run;

import dev.kbsync.ledger.FailureDelay;
import dev.kbsync.site.SetupException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationStyle;

/**
 * How runs work and how careful they are.
 *
 * @param parallel how many pages of one page of results are converted and delivered at once
 * @param overlap how far before the watermark a run for changes looks; covers the time zone CQL
 *     dates are read in and the lag of the search index
 * @param indexLag how long Confluence may take to show a change in its search: changes older than
 *     the watermark by more than this are looked at only while there is something new among them
 * @param removals when removals wait for a person
 * @param retry when failed pages are tried again
 * @param longestPause how long a run waits at most for a spent quota to be new; one that would have
 *     to wait longer ends
 * @param fullShare how many percent of an hour's points full runs may spend
 * @param firstAtOnce whether a site that was never synced starts right after start-up
 * @param behindLimit how long a site may be behind before health is down
 * @param keep how long the history of runs is kept
 * @param lease how long a run that does not get on keeps its site from others; longer than one page
 *     or one request can take
 */
@ConfigurationProperties("kbsync.run")
public record RunProperties(
        @DefaultValue("4") int parallel,
        @DefaultValue("24h") Duration overlap,
        @DefaultValue("15m") Duration indexLag,
        @DefaultValue Removals removals,
        @NestedConfigurationProperty @DefaultValue FailureDelay retry,
        @DefaultValue("65m") Duration longestPause,
        @DefaultValue("50") int fullShare,
        @DefaultValue("true") boolean firstAtOnce,
        @DefaultValue("6h") Duration behindLimit,
        @DefaultValue("90d") Duration keep,
        @DefaultValue("5m") Duration lease) {

    public RunProperties {
        if (parallel < 1) {
            throw new SetupException(
                    "kbsync.run.parallel is %d: it must be at least 1.".formatted(parallel));
        }
        requireLength("lease", lease, "5s");
        requireLength("overlap", overlap, "1m");
        requireLength("keep", keep, "1h");
        requireLength("behind-limit", behindLimit, "1m");
        if (fullShare < 1 || fullShare > 100) {
            throw new SetupException(
                    "kbsync.run.full-share is %d: it is a percentage, 1 to 100."
                            .formatted(fullShare));
        }
    }

    /** A number without a unit would be read as milliseconds. */
    private static void requireLength(String name, Duration length, String least) {
        if (length.compareTo(DurationStyle.SIMPLE.parse(least)) < 0) {
            throw new SetupException(
                    "kbsync.run.%s is %s: it must be at least %s, written with its unit."
                            .formatted(name, length, least));
        }
    }

    /**
     * Removals wait for a person if there are more than both.
     *
     * @param count of documents
     * @param percent of the documents known of the site
     */
    public record Removals(@DefaultValue("25") int count, @DefaultValue("20") int percent) {

        public Removals {
            if (count < 0) {
                throw new SetupException(
                        "kbsync.run.removals.count is %d: it must be at least 0.".formatted(count));
            }
            if (percent < 0 || percent > 100) {
                throw new SetupException(
                        "kbsync.run.removals.percent is %d: it is a percentage, 0 to 100."
                                .formatted(percent));
            }
        }
    }
}
