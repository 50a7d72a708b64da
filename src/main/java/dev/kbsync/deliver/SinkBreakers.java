package dev.kbsync.deliver;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Leaves a sink alone that failed many times in a row. After a while one delivery is let in, and
 * each new run asks once more: if the sink accepts it, all are let in again. That a sink is down,
 * and that it is back, is told once for each outage.
 */
@Component
public class SinkBreakers {

    private static final int DOWN_AFTER = 5;

    private final FailureProperties properties;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final Map<String, Outage> outages = new ConcurrentHashMap<>();

    SinkBreakers(FailureProperties properties, Clock clock, ApplicationEventPublisher events) {
        this.events = events;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * A row of failures.
     *
     * @param again when the sink is asked again, once it counts as down
     * @param runs those that met one of them
     * @param reason what was wrong with the sink then
     * @param removes whether what is wrong keeps it from storing documents only
     */
    private record Outage(
            int inARow, Instant again, Set<String> runs, String reason, boolean removes) {

        static Set<String> with(Set<String> runs, String run) {
            Set<String> all = new HashSet<>(runs);
            all.add(run);
            return Set.copyOf(all);
        }

        boolean down() {
            return inARow >= DOWN_AFTER;
        }
    }

    /**
     * A sink that is left alone.
     *
     * @param reason what is wrong with it, a sentence
     * @param again when it is asked again
     */
    public record Down(String reason, Instant again) {}

    /** Why and until when a sink is left alone; empty if it is not. */
    public Optional<Down> down(String sink) {
        return Optional.ofNullable(outages.get(sink))
                .filter(Outage::down)
                .map(outage -> new Down(outage.reason(), outage.again()));
    }

    /** Whether the sink failed so often that more than one try for each delivery makes no sense. */
    boolean isDown(String sink) {
        Outage outage = outages.get(sink);
        return outage != null && outage.down();
    }

    /**
     * Lets a delivery in, unless the sink is to be left alone.
     *
     * @throws SinkDownException if it is
     */
    void admit(String sink, String run) throws SinkDownException {
        Outage outage = outages.get(sink);
        if (outage == null || !outage.down() || !outage.runs().contains(run)) {
            return;
        }
        Outage asked =
                new Outage(
                        outage.inARow(), pause(), outage.runs(), outage.reason(), outage.removes());
        // Of several at once one is let in.
        if (clock.instant().isBefore(outage.again()) || !outages.replace(sink, outage, asked)) {
            throw new SinkDownException(outage.reason());
        }
    }

    /** Whether a sink that is to be left alone may be told all the same that a document goes. */
    boolean removes(String sink) {
        Outage outage = outages.get(sink);
        return outage != null && outage.removes();
    }

    /**
     * @param removes whether the sink cannot store documents, and can still remove them
     */
    void failed(String sink, String run, String reason, boolean removes) {
        Outage now =
                outages.compute(
                        sink,
                        (name, before) ->
                                new Outage(
                                        before == null ? 1 : before.inARow() + 1,
                                        pause(),
                                        Outage.with(before == null ? Set.of() : before.runs(), run),
                                        reason,
                                        removes));
        if (now.inARow() == DOWN_AFTER) {
            events.publishEvent(new SinkOutage(sink, true, reason));
        }
    }

    void answered(String sink) {
        Outage over = outages.remove(sink);
        if (over != null && over.down()) {
            events.publishEvent(new SinkOutage(sink, false, over.reason()));
        }
    }

    private Instant pause() {
        return clock.instant().plus(properties.sinkPause());
    }
}
