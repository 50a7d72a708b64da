package dev.kbsync.run;

import dev.kbsync.confluence.Budgets;
import dev.kbsync.confluence.SiteAccess;
import dev.kbsync.confluence.UsageMeter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * How much of an hour's points full runs may spend; the rest is left to runs for changes. Sites
 * that share a quota share what full runs may spend of it. Without a quota, as for API tokens,
 * there is no share.
 */
@Component
class QuotaShare {

    /** The hours in which nobody minds a full run. */
    private static final int NIGHT = 8;

    private static final Duration HOUR = Duration.ofHours(1);

    private final RunProperties properties;
    private final Budgets budgets;
    private final SiteAccess access;
    private final UsageMeter meter;
    private final Clock clock;
    private final Map<String, Spent> byBudget = new ConcurrentHashMap<>();

    QuotaShare(
            RunProperties properties,
            Budgets budgets,
            SiteAccess access,
            UsageMeter meter,
            Clock clock) {
        this.properties = properties;
        this.budgets = budgets;
        this.access = access;
        this.meter = meter;
        this.clock = clock;
    }

    private record Spent(Instant hour, long points) {

        Spent plus(Spent more) {
            return hour.equals(more.hour) ? new Spent(hour, points + more.points) : more;
        }
    }

    /**
     * Counts what a full run has spent since it was last asked.
     *
     * @return when its share is new, empty while there is some left
     */
    Optional<Instant> spentUntil(Run run) {
        String site = run.getSite().name();
        Instant hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
        Spent more = new Spent(hour, run.spending().more(meter.of(site)).points());
        Spent all = byBudget.merge(access.budget(site), more, Spent::plus);
        OptionalLong share = points(site);
        return share.isPresent() && all.points() >= share.getAsLong()
                ? Optional.of(hour.plus(HOUR))
                : Optional.empty();
    }

    /**
     * What there is to say of a full run that needs more than a night.
     *
     * @param points what the run costs
     * @return a sentence, empty if it needs no more than that
     */
    String warning(String site, long points) {
        OptionalLong share = points(site);
        if (share.isEmpty() || points <= NIGHT * share.getAsLong()) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                "A full run needs about %d hours, more than a night: it costs %,d points and may spend %,d an hour (kbsync.run.full-share). Schedule it less often, or choose fewer spaces.",
                -Math.floorDiv(-points, share.getAsLong()),
                points,
                share.getAsLong());
    }

    private OptionalLong points(String site) {
        return budgets.of(site)
                .map(budget -> OptionalLong.of(budget.limit() * properties.fullShare() / 100))
                .filter(share -> share.getAsLong() > 0)
                .orElse(OptionalLong.empty());
    }
}
