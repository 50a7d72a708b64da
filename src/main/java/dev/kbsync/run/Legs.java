package dev.kbsync.run;

import dev.kbsync.ledger.FailureStore;
import dev.kbsync.ledger.LedgerStore;
import dev.kbsync.ledger.ListingProgress;
import dev.kbsync.ledger.ListingProgress.Begun;
import dev.kbsync.ledger.SinkMoves;
import dev.kbsync.ledger.Watermarks;
import dev.kbsync.page.Batches;
import dev.kbsync.page.ConverterTag;
import dev.kbsync.page.Leg;
import dev.kbsync.site.RunKind;
import dev.kbsync.site.Site;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Decides what a run lists. */
@Component
class Legs {

    private final Watermarks watermarks;
    private final ListingProgress lists;
    private final LedgerStore ledger;
    private final FailureStore failures;
    private final SinkMoves moves;
    private final ConverterTag tag;
    private final RunProperties properties;

    Legs(
            Watermarks watermarks,
            ListingProgress lists,
            LedgerStore ledger,
            FailureStore failures,
            SinkMoves moves,
            ConverterTag tag,
            RunProperties properties) {
        this.watermarks = watermarks;
        this.lists = lists;
        this.ledger = ledger;
        this.failures = failures;
        this.moves = moves;
        this.tag = tag;
        this.properties = properties;
    }

    /**
     * A space without a watermark is listed whole whatever the kind of run, and so is one whose
     * documents another converter made: all of them have to be converted again. Such a list goes on
     * where an earlier run left it, except in a full run, which has to see everything.
     */
    List<Leg> of(RunKind kind, Site site, List<String> spaces) {
        String cloudId = site.knownCloudId();
        Map<String, Instant> marks = watermarks.of(cloudId, tag.value());
        Map<String, Begun> begun = kind == RunKind.FULL ? Map.of() : lists.of(cloudId, tag.value());
        List<Leg> legs = new ArrayList<>();
        List<String> followed = new ArrayList<>();
        for (String space : spaces) {
            Instant mark = marks.get(space);
            if (mark == null) {
                legs.addAll(first(space, begun.get(space)));
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
                .ifPresent(
                        oldest ->
                                // Where all spaces are wanted, one list covers them, named or not.
                                (site.spaces().all() ? List.of(followed) : Batches.of(followed))
                                        .forEach(some -> legs.add(changes(some, oldest))));
        Batches.of(again(kind, site)).forEach(ids -> legs.add(new Leg.Retry(ids)));
        return legs;
    }

    /** A full run lists everything anyway; but what failed is due there in any case. */
    private List<String> again(RunKind kind, Site site) {
        List<String> due = failures.due(site.knownCloudId());
        List<String> doubted =
                kind == RunKind.FULL
                        ? List.of()
                        : ledger.doubted(site.knownCloudId(), site.sinks(), moves.of(site));
        return Stream.concat(due.stream(), doubted.stream()).distinct().toList();
    }

    private List<Leg> first(String space, @Nullable Begun begun) {
        if (begun == null || (begun.place() == null && !begun.ended())) {
            return List.of(Leg.whole(space, true));
        }
        Leg since = changes(List.of(space), begun.startedAt());
        String place = begun.place();
        return place == null ? List.of(since) : List.of(new Leg.Whole(space, true, place), since);
    }

    private Leg changes(List<String> spaces, Instant watermark) {
        return new Leg.Changes(
                spaces,
                watermark.minus(properties.overlap()),
                watermark.minus(properties.indexLag()));
    }
}
