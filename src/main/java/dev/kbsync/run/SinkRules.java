package dev.kbsync.run;

import dev.kbsync.ledger.LedgerEntry;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageRef.Access;
import dev.kbsync.page.SinkTargets;
import dev.kbsync.site.SinkProperties;
import dev.kbsync.site.Site;
import java.util.List;
import org.springframework.stereotype.Component;

/** Which sinks want a page, by its labels and its space, and which of them may have it. */
@Component
class SinkRules {

    /** Why a page is skipped that matches the filter of no sink. */
    static final String UNWANTED =
            "no sink wants it: it has other labels, or is in another space, than kbsync.sinks.<name>.labels and"
                    + " .spaces say";

    private final SinkProperties sinks;
    private final SinkTargets targets;

    SinkRules(SinkProperties sinks, SinkTargets targets) {
        this.sinks = sinks;
        this.targets = targets;
    }

    /** The sinks of a site that want a page and may have it. */
    List<String> wanting(Site site, PageRef ref) {
        return site.sinks().stream()
                .filter(sink -> wants(sink, ref) && !withholds(sink, ref))
                .toList();
    }

    /** The sinks of a site that would have a page if it were not restricted. */
    List<String> withholding(Site site, PageRef ref) {
        return site.sinks().stream()
                .filter(sink -> wants(sink, ref) && withholds(sink, ref))
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
                                        && !wants(sink, ref)
                                        && !withholds(sink, ref))
                .toList();
    }

    /** Why a restricted page is not in these sinks, a few words. */
    static String withheld(List<String> sinks) {
        return "it is restricted, and everybody who uses %s would see it"
                .formatted(String.join(", ", sinks));
    }

    private boolean wants(String sink, PageRef ref) {
        return sinks.of(sink).wants(ref.space(), ref.labels());
    }

    private boolean withholds(String sink, PageRef ref) {
        return ref.access() != Access.OPEN && targets.withholdsRestricted(sink);
    }
}
