package dev.kbsync.history;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Counts what runs came to, for dashboards and alarms. */
@Component
class RunMetrics {

    private final MeterRegistry meters;

    RunMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    @EventListener
    void closed(RunReport report) {
        Tags site = Tags.of("site", report.site());
        meters.timer(
                        "kbsync.run",
                        site.and("kind", report.kind().word())
                                .and("state", report.state().name().toLowerCase(Locale.ROOT)))
                .record(report.took().toMillis(), TimeUnit.MILLISECONDS);
        Tally total = report.total();
        count(site, "delivered", total.delivered());
        count(site, "unchanged", total.unchanged());
        count(site, "skipped", total.skipped());
        count(site, "failed", total.failed() + total.unremoved());
        count(site, "removed", total.removed());
        meters.counter("kbsync.requests", site).increment((double) report.usage().requests());
        meters.counter("kbsync.points", site).increment((double) report.usage().points());
    }

    private void count(Tags site, String outcome, int pages) {
        meters.counter("kbsync.pages", site.and("outcome", outcome)).increment(pages);
    }
}
