package dev.kbsync.proof;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kbsync.simulator.control.Control;
import dev.kbsync.simulator.faults.Fault;
import dev.kbsync.simulator.faults.FaultKind;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Which faults Atlassian has during a run. */
final class Weather {

    private static final List<FaultKind> PASSING =
            List.of(
                    FaultKind.TOO_MANY_REQUESTS,
                    FaultKind.INTERNAL_ERROR,
                    FaultKind.BAD_GATEWAY,
                    FaultKind.UNAVAILABLE,
                    FaultKind.GATEWAY_TIMEOUT,
                    FaultKind.CUT,
                    FaultKind.LOGIN_PAGE,
                    FaultKind.BAD_JSON);

    private static final List<FaultKind> LASTING =
            List.of(
                    FaultKind.BATCH_404,
                    FaultKind.TIMEOUT_OVER_LIMIT,
                    FaultKind.LONG_CURSOR,
                    FaultKind.LOOPING_CURSOR,
                    FaultKind.EMPTY_LAST_PAGE,
                    FaultKind.SHORT_PAGES,
                    FaultKind.DRIFTING_TOTAL);

    private final Control atlassian;
    private final RandomGenerator dice;
    private final Consumer<String> log;

    Weather(Control atlassian, RandomGenerator dice, Consumer<String> log) {
        this.atlassian = atlassian;
        this.dice = dice;
        this.log = log;
    }

    /**
     * @return whether there are no faults
     */
    boolean change() {
        if (dice.nextInt(5) < 2) {
            return true;
        }
        for (int i = dice.nextInt(1, 4); i > 0; i--) {
            atlassian.faults(dice.nextBoolean() ? passing() : lasting());
        }
        log.accept(
                "faults: "
                        + atlassian.activeFaults().stream()
                                .map(fault -> fault.kind().wire() + " " + fault.settings())
                                .collect(Collectors.joining(", ")));
        return false;
    }

    void clear() {
        atlassian.clearFaults();
    }

    /** Strikes a few requests, which retries may or may not outlast, or now and then one. */
    private Fault passing() {
        ObjectNode settings = JsonNodeFactory.instance.objectNode();
        settings.put("body", List.of("html", "json", "text").get(dice.nextInt(3)));
        if (dice.nextBoolean()) {
            settings.put("count", dice.nextInt(1, 8));
        } else {
            settings.put("probability", 0.3).put("seed", dice.nextInt());
        }
        if (dice.nextInt(4) == 0) {
            settings.put("path", List.of("cursor=", "body.storage", "id.in").get(dice.nextInt(3)));
        }
        return new Fault(PASSING.get(dice.nextInt(PASSING.size())), settings);
    }

    private Fault lasting() {
        FaultKind kind = LASTING.get(dice.nextInt(LASTING.size()));
        ObjectNode settings = JsonNodeFactory.instance.objectNode();
        if (kind == FaultKind.TIMEOUT_OVER_LIMIT) {
            settings.put("limit", dice.nextInt(1, 8));
        }
        if (kind == FaultKind.LONG_CURSOR) {
            settings.put("size", dice.nextInt(1000, 6000));
        }
        return new Fault(kind, settings);
    }
}
