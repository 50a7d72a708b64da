package dev.kbsync.listing.choice;

import dev.kbsync.confluence.ConfluenceProperties;
import dev.kbsync.confluence.failure.BadRequestException;
import dev.kbsync.confluence.failure.NotFoundException;
import dev.kbsync.confluence.failure.UnexpectedAnswerException;
import dev.kbsync.listing.AskedAhead;
import dev.kbsync.page.ListAnswer;
import dev.kbsync.page.ResultPage;
import dev.kbsync.page.Scan;
import dev.kbsync.page.Scan.Ahead;
import dev.kbsync.page.Scan.Position;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Lists a site one page of results at a time, and asks for the next page of results while the
 * present one is in progress; short lists are asked for side by side.
 */
@Component("pageLister")
public class PageLister {

    /**
     * The page of results before it may have waited for Atlassian's quota: who may read the pages
     * of an older list is asked again.
     */
    private static final Duration FRESH = Duration.ofMinutes(5);

    /** Characters of bodies that wait for their turn; more is not asked for beside them. */
    private static final long ROOM = 8L << 20;

    private final BiFunction<String, Position, ResultPage> listings;
    private final Clock clock;
    private final AskedAhead ahead;
    private final int most;

    /**
     * @param properties a list may take two requests at once
     */
    @Autowired
    public PageLister(
            SiteListings listings, AskedAhead ahead, ConfluenceProperties properties, Clock clock) {
        this(listings::list, ahead, Math.max(1, properties.connections() / 2), clock);
    }

    /**
     * @param most how many lists are asked for at once
     */
    PageLister(
            BiFunction<String, Position, ResultPage> listings,
            AskedAhead ahead,
            int most,
            Clock clock) {
        this.most = most;
        this.listings = listings;
        this.ahead = ahead;
        this.clock = clock;
    }

    /**
     * Body out: the next page of results. What is wrong with one list only (a query refused, a row
     * that makes no sense, a list without an end) ends that leg with its problem named, and the
     * scan turns to the next.
     *
     * @param scan what is to be listed; moves on by one page of results
     * @throws dev.kbsync.confluence.failure.ConfluenceException if the whole site cannot be asked
     */
    public ListAnswer next(Scan scan) {
        Position position =
                scan.position()
                        .orElseThrow(() -> new IllegalStateException("Nothing left to list."));
        ListAnswer answer = passed(scan, position);
        if (scan.asksAhead() && !(answer instanceof ResultPage page && page.oldEnough())) {
            askAhead(scan);
        }
        return answer;
    }

    private void askAhead(Scan scan) {
        for (Position next : scan.next(waiting(scan) < ROOM ? most : 1)) {
            if (!scan.isAhead(next)) {
                scan.putAhead(next, ahead.ask(() -> ahead(scan.site(), next)));
            }
        }
    }

    private static long waiting(Scan scan) {
        return scan.allAhead().stream()
                .filter(Future::isDone)
                .mapToLong(
                        done -> {
                            try {
                                return AskedAhead.answer(done).size();
                            } catch (RuntimeException e) {
                                // It is thrown where its turn comes.
                                return 0;
                            }
                        })
                .sum();
    }

    private ListAnswer passed(Scan scan, Position position) {
        Future<Ahead> waiting = scan.takeAhead();
        try {
            Ahead listed = waiting == null ? null : AskedAhead.answer(waiting);
            return scan.passed(
                    listed == null || listed.at().plus(FRESH).isBefore(clock.instant())
                            ? listings.apply(scan.site(), position)
                            : listed.page());
        } catch (BadRequestException
                | NotFoundException
                | UnexpectedAnswerException
                | IllegalArgumentException
                | IllegalStateException e) {
            scan.skipLeg();
            return new ListAnswer.Broken(position.leg(), String.valueOf(e.getMessage()));
        }
    }

    private Ahead ahead(String site, Position position) {
        ResultPage page = listings.apply(site, position);
        return new Ahead(page, clock.instant());
    }
}
