package dev.kbsync.listing.choice;

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
import org.springframework.stereotype.Component;

/**
 * Lists a site one page of results at a time, and asks for the next page of results while the
 * present one is in progress: one ahead at most.
 */
@Component("pageLister")
public class PageLister {

    /**
     * The page of results before it may have waited for Atlassian's quota: who may read the pages
     * of an older list is asked again.
     */
    private static final Duration FRESH = Duration.ofMinutes(5);

    private final SiteListings listings;
    private final Clock clock;
    private final AskedAhead ahead;

    public PageLister(SiteListings listings, AskedAhead ahead, Clock clock) {
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
            scan.position()
                    .ifPresent(next -> scan.setAhead(ahead.ask(() -> ahead(scan.site(), next))));
        }
        return answer;
    }

    private ListAnswer passed(Scan scan, Position position) {
        Future<Ahead> waiting = scan.takeAhead();
        try {
            Ahead listed = waiting == null ? null : AskedAhead.answer(waiting);
            return scan.passed(
                    listed == null || listed.at().plus(FRESH).isBefore(clock.instant())
                            ? listings.list(scan.site(), position)
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
        ResultPage page = listings.list(site, position);
        return new Ahead(page, clock.instant());
    }
}
