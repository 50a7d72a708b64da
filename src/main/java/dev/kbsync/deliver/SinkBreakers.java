package dev.kbsync.deliver;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Leaves a sink alone that failed many times in a row. After a while one delivery is let in, and
 * each new run asks once more: if the sink accepts it, all are let in again. That a sink is down,
 * and that it is back, is told once for each outage.
 */
@Component
class SinkBreakers {

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
     * @param run the run that met the last of them
     * @param reason what was wrong with the sink then
     */
    private record Outage(int inARow, Instant again, String run, String reason) {

        boolean down() {
            return inARow >= DOWN_AFTER;
        }
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
        if (outage == null || !outage.down() || !outage.run().equals(run)) {
            return;
        }
        Outage asked = new Outage(outage.inARow(), pause(), run, outage.reason());
        // Of several at once one is let in.
        if (clock.instant().isBefore(outage.again()) || !outages.replace(sink, outage, asked)) {
            throw new SinkDownException(outage.reason());
        }
    }

    void failed(String sink, String run, String reason) {
        Outage now =
                outages.compute(
                        sink,
                        (name, before) ->
                                new Outage(
                                        before == null ? 1 : before.inARow() + 1,
                                        pause(),
                                        run,
                                        reason));
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
