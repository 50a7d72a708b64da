package dev.kbsync.simulator.sample;

import dev.kbsync.simulator.content.Account;
import dev.kbsync.simulator.content.Accounts;
import dev.kbsync.simulator.content.Content;
import dev.kbsync.simulator.content.ContentType;
import dev.kbsync.simulator.content.Revision;
import dev.kbsync.simulator.content.Seed;
import dev.kbsync.simulator.content.Space;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A space {@code SCALE} of any number of generated pages in a tree of ten branches a level, saved
 * within the two years before the start. Bodies are made when asked for.
 */
public final class ScaleSpace {
    private static final int BRANCHES = 10;
    private static final Duration SPREAD = Duration.ofDays(730);
    private static final List<Account> AUTHORS =
            List.of(Accounts.INES, Accounts.JONAS, Accounts.PRIYA, Accounts.TOM);

    private final int pages;

    public ScaleSpace(int pages) {
        this.pages = pages;
    }

    public void load(Seed seed, Instant now) {
        long spaceId = seed.nextId();
        Space space =
                new Space(
                        spaceId,
                        "SCALE",
                        "Work orders",
                        pages + " generated pages",
                        "global",
                        false,
                        false,
                        0,
                        now.minus(SPREAD));
        seed.add(space);
        long[] ids = new long[pages];
        SplittableRandom dice = new SplittableRandom(pages);
        for (int number = 0; number < pages; number++) {
            ids[number] = seed.nextId();
            long parent = number == 0 ? 0 : ids[(number - 1) / BRANCHES];
            seed.add(page(ids[number], spaceId, parent, number, now, dice));
        }
        if (pages > 0) {
            seed.replace(space.withHomepage(ids[0]));
        }
    }

    private Content page(
            long id, long spaceId, long parent, int number, Instant now, SplittableRandom dice) {
        String author = AUTHORS.get(number % AUTHORS.size()).accountId();
        String title = GeneratedBody.title(number);
        Instant created = now.minusMillis(dice.nextLong(60_000, SPREAD.toMillis()));
        Content page =
                Content.create(
                        id,
                        ContentType.PAGE,
                        spaceId,
                        parent,
                        Revision.first(
                                created, author, title, new GeneratedBody(number, 1, pages)));
        if (number % 3 != 0) {
            return page;
        }
        long age = Duration.between(created, now).toMillis();
        Instant saved = now.minusMillis(dice.nextLong(0, age));
        return page.revised(
                new Revision(
                        2, saved, author, "", false, title, new GeneratedBody(number, 2, pages)));
    }
}
