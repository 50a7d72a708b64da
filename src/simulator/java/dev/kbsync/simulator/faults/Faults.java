package dev.kbsync.simulator.faults;

import dev.kbsync.simulator.http.Request;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;

/** The faults that are switched on, at most one of each kind. */
public final class Faults {

    /** A fault with what is left of its count and its own dice. */
    private static final class Active {
        private final Fault fault;
        private final Pattern path;
        private final Random dice;
        private int left;

        Active(Fault fault) {
            this.fault = fault;
            path = fault.path();
            left = fault.count();
            dice = new Random(fault.seed());
        }

        boolean strikes(Request request) {
            if (left <= 0 || !path.matcher(request.target()).find()) {
                return false;
            }
            if (fault.probability() < 1 && dice.nextDouble() >= fault.probability()) {
                return false;
            }
            left--;
            return true;
        }
    }

    private final Map<FaultKind, Active> active = new EnumMap<>(FaultKind.class);
    private final Map<FaultKind, Integer> strikes = new EnumMap<>(FaultKind.class);

    /**
     * Switches faults on.
     *
     * @throws IllegalArgumentException if the settings of one cannot be read
     */
    public synchronized void set(Collection<Fault> faults) {
        faults.forEach(Fault::delay);
        List<Active> added = faults.stream().map(Active::new).toList();
        added.forEach(state -> active.put(state.fault.kind(), state));
        notifyAll();
    }

    public synchronized void clear() {
        active.clear();
        notifyAll();
    }

    /** Whether a fault of this kind strikes the request; each call uses up one of its count. */
    public synchronized Optional<Fault> strike(FaultKind kind, Request request) {
        Active fault = active.get(kind);
        if (fault == null || !fault.strikes(request)) {
            return Optional.empty();
        }
        strikes.merge(kind, 1, Integer::sum);
        return Optional.of(fault.fault);
    }

    /** How many requests faults of this kind have struck since the start. */
    public synchronized int strikes(FaultKind kind) {
        return strikes.getOrDefault(kind, 0);
    }

    /** The fault of this kind that is on, whether or not it has strikes left. */
    public synchronized Optional<Fault> active(FaultKind kind) {
        return Optional.ofNullable(active.get(kind)).map(state -> state.fault);
    }

    /** Waits until the faults are changed; ends at once if the thread is interrupted. */
    public synchronized void awaitChange() {
        Map<FaultKind, Active> before = Map.copyOf(active);
        while (active.equals(before)) {
            try {
                wait();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    public synchronized List<Fault> all() {
        return active.values().stream().map(state -> state.fault).toList();
    }
}
