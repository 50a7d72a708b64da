package dev.kbsync.run;

import dev.kbsync.confluence.BodyCost;
import dev.kbsync.ledger.LedgerStore;
import dev.kbsync.ledger.LinkStore;
import dev.kbsync.ledger.PersonStore;
import dev.kbsync.ledger.SinkMoves;
import dev.kbsync.ledger.WithheldStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Chooses what a run does with what it decides. */
@Component
class RunEffectsFactory {

    private final AppliedEffects applied;
    private final LedgerStore store;
    private final LinkStore links;
    private final PersonStore people;
    private final SinkMoves moves;
    private final WithheldStore withheld;
    private final BodyCost bodyCost;

    RunEffectsFactory(
            AppliedEffects applied,
            LedgerStore store,
            LinkStore links,
            PersonStore people,
            SinkMoves moves,
            WithheldStore withheld,
            BodyCost bodyCost) {
        this.withheld = withheld;
        this.applied = applied;
        this.store = store;
        this.links = links;
        this.people = people;
        this.moves = moves;
        this.bodyCost = bodyCost;
    }

    /**
     * @param plan what came with the request through the route; null if nothing did
     * @throws IllegalArgumentException if the request and the plan contradict each other: taken for
     *     the other, a dry run would deliver
     */
    RunEffects of(RunRequest request, @Nullable Plan plan) {
        if (request.planOnly() == (plan == null)) {
            throw new IllegalArgumentException(
                    "\"%s\" does not say whether it is a plan; use the command plan or the console's preview."
                            .formatted(request));
        }
        return plan == null
                ? applied
                : new ForetoldEffects(plan, store, links, people, moves, withheld, bodyCost);
    }
}
