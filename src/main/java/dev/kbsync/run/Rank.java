package dev.kbsync.run;

import dev.kbsync.site.RunKind;

/** How much a run does; one of a higher rank does all that those below it do. */
enum Rank {
    CHANGES,
    FULL,
    FULL_ALLOWING_REMOVALS;

    static Rank of(RunRequest request) {
        if (request.kind() == RunKind.CHANGES) {
            return CHANGES;
        }
        return request.allowRemovals() ? FULL_ALLOWING_REMOVALS : FULL;
    }

    RunKind kind() {
        return this == CHANGES ? RunKind.CHANGES : RunKind.FULL;
    }

    /** Whether a run of the past did enough; whether it was allowed to remove more is not known. */
    boolean isCoveredBy(RunKind past) {
        return valueOf(past.name()).covers(this);
    }

    boolean covers(Rank other) {
        return compareTo(other) >= 0;
    }
}
