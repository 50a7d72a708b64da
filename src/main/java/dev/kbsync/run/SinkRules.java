package dev.kbsync.run;

import dev.kbsync.ledger.LedgerEntry;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageRef.Access;
import dev.kbsync.page.SinkTargets;
import dev.kbsync.site.SinkProperties;
import dev.kbsync.site.Site;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Which sinks want a page, by the rules of its site and their own, and which may have it. */
@Component
class SinkRules {

    private final SinkProperties sinks;
    private final SinkTargets targets;
    private final Clock clock;

    SinkRules(SinkProperties sinks, SinkTargets targets, Clock clock) {
        this.sinks = sinks;
        this.targets = targets;
        this.clock = clock;
    }

    /** The sinks of a site that want a page and may have it. */
    List<String> wanting(Site site, PageRef ref) {
        return site.sinks().stream()
                .filter(sink -> wants(site, sink, ref) && !withholds(sink, ref))
                .toList();
    }

    /** The sinks of a site that would have a page if it were not restricted. */
    List<String> withholding(Site site, PageRef ref) {
        return site.sinks().stream()
                .filter(sink -> wants(site, sink, ref) && withholds(sink, ref))
                .toList();
    }

    /** The sinks of a site that hold a page, or may, and must not, since it is restricted. */
    List<String> forbidden(Site site, PageRef ref, LedgerEntry held) {
        return site.sinks().stream()
                .filter(sink -> held.sinks().containsKey(sink) && withholds(sink, ref))
                .toList();
    }

    /** The sinks of a site that hold a page, or may, and want it no more. */
    List<String> leaving(Site site, PageRef ref, LedgerEntry held) {
        return site.sinks().stream()
                .filter(
                        sink ->
                                held.sinks().containsKey(sink)
                                        && !wants(site, sink, ref)
                                        && !withholds(sink, ref))
                .toList();
    }

    /** The sinks that hold a page, or may, and are none of the site's any more. */
    static List<String> former(Site site, LedgerEntry held) {
        return held.sinks().keySet().stream().filter(sink -> !site.sinks().contains(sink)).toList();
    }

    /** Why a restricted page is not in these sinks, a few words. */
    static String withheld(List<String> sinks) {
        return "it is restricted, and everybody who uses %s would see it"
                .formatted(String.join(", ", sinks));
    }

    /** Why no sink of a site wants a page, a few words. */
    String refusal(Site site, PageRef ref) {
        String refusal = site.rule().refusal(ref, clock.instant());
        return refusal.isEmpty()
                ? "no sink wants it: "
                        + site.sinks().stream()
                                .map(sink -> sinks.of(sink).refusal(ref, clock.instant()))
                                .filter(why -> !why.isEmpty())
                                .distinct()
                                .collect(Collectors.joining("; "))
                : refusal;
    }

    /** Why a sink of a site does not want a page, a few words; empty if it does. */
    String refusal(Site site, String sink, PageRef ref) {
        String refusal = site.rule().refusal(ref, clock.instant());
        if (!refusal.isEmpty()) {
            return refusal;
        }
        String own = sinks.of(sink).refusal(ref, clock.instant());
        return own.isEmpty() ? "" : "the sink \"%s\" does not want it: %s".formatted(sink, own);
    }

    private boolean wants(Site site, String sink, PageRef ref) {
        return refusal(site, sink, ref).isEmpty();
    }

    private boolean withholds(String sink, PageRef ref) {
        return ref.access() != Access.OPEN && targets.withholdsRestricted(sink);
    }
}
