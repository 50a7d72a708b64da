package dev.kbsync.run;

import dev.kbsync.page.ConverterTag;
import dev.kbsync.page.Leg;
import dev.kbsync.site.RunKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Decides what a run lists. */
@Component
class Legs {

    /**
     * As many ids, or keys of spaces, as fit a query; ids also fit a page of results with bodies.
     */
    private static final int CHUNK = 50;

    private final Watermarks watermarks;
    private final LedgerStore ledger;
    private final FailureStore failures;
    private final ConverterTag tag;
    private final RunProperties properties;

    Legs(
            Watermarks watermarks,
            LedgerStore ledger,
            FailureStore failures,
            ConverterTag tag,
            RunProperties properties) {
        this.watermarks = watermarks;
        this.ledger = ledger;
        this.failures = failures;
        this.tag = tag;
        this.properties = properties;
    }

    /**
     * A space without a watermark is listed whole whatever the kind of run, and so is one whose
     * documents another converter made: all of them have to be made anew.
     */
    List<Leg> of(RunKind kind, String cloudId, List<String> spaces) {
        Map<String, Instant> marks = watermarks.of(cloudId, tag.value());
        List<Leg> legs = new ArrayList<>();
        List<String> followed = new ArrayList<>();
        for (String space : spaces) {
            Instant mark = marks.get(space);
            if (mark == null) {
                legs.add(Leg.whole(space, true));
            } else if (kind == RunKind.FULL) {
                // Where little is known most bodies will be needed; otherwise only the changed
                // ones.
                legs.add(Leg.whole(space, ledger.count(cloudId, space) == 0));
            } else {
                followed.add(space);
            }
        }
        followed.stream()
                .map(marks::get)
                .min(Instant::compareTo)
                .map(oldest -> oldest.minus(properties.overlap()))
                .ifPresent(
                        since ->
                                chunks(followed)
                                        .forEach(some -> legs.add(Leg.changes(some, since))));
        chunks(failures.due(cloudId)).forEach(ids -> legs.add(Leg.retry(ids)));
        return legs;
    }

    static List<List<String>> chunks(List<String> all) {
        List<List<String>> chunks = new ArrayList<>();
        for (int from = 0; from < all.size(); from += CHUNK) {
            chunks.add(all.subList(from, Math.min(from + CHUNK, all.size())));
        }
        return chunks;
    }
}
