package dev.kbsync.run;

import dev.kbsync.ledger.LedgerEntry;
import dev.kbsync.page.PageRef;
import dev.kbsync.site.SinkProperties;
import dev.kbsync.site.Site;
import java.util.List;
import org.springframework.stereotype.Component;

/** Which sinks want a page, by its labels and its space. */
@Component
class SinkRules {

    /** Why a page is skipped that matches the filter of no sink. */
    static final String UNWANTED =
            "no sink wants it: it has other labels, or is in another space, than kbsync.sinks.<name>.labels and"
                    + " .spaces say";

    private final SinkProperties sinks;

    SinkRules(SinkProperties sinks) {
        this.sinks = sinks;
    }

    /** The sinks of a site that want a page. */
    List<String> wanting(Site site, PageRef ref) {
        return site.sinks().stream().filter(sink -> wants(sink, ref)).toList();
    }

    /** The sinks of a site that hold a page, or may, and want it no more. */
    List<String> leaving(Site site, PageRef ref, LedgerEntry held) {
        return site.sinks().stream()
                .filter(sink -> held.sinks().containsKey(sink) && !wants(sink, ref))
                .toList();
    }

    private boolean wants(String sink, PageRef ref) {
        return sinks.of(sink).wants(ref.space(), ref.labels());
    }
}
