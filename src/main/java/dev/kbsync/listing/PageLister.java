package dev.kbsync.listing;

import dev.kbsync.confluence.BadRequestException;
import dev.kbsync.confluence.NotFoundException;
import dev.kbsync.confluence.UnexpectedAnswerException;
import dev.kbsync.page.ResultPage;
import dev.kbsync.page.Scan;
import dev.kbsync.page.Scan.Position;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.stereotype.Component;

/**
 * Lists a site one page of results at a time, and asks for the next page of results while the
 * present one is in work: one ahead at most.
 */
@Component("pageLister")
public class PageLister {

    private final Listings listings;
    private final SimpleAsyncTaskExecutor ahead = new SimpleAsyncTaskExecutor("list-ahead-");

    PageLister(Listings listings) {
        this.listings = listings;
        ahead.setDaemon(true);
    }

    /**
     * Body out: the next page of results. What is wrong with one list only (a query refused, a row
     * that makes no sense, a list without an end) ends that leg with its problem named, and the
     * scan turns to the next.
     *
     * @param scan what is to be listed; moves on by one page of results
     * @throws dev.kbsync.confluence.ConfluenceException if the whole site cannot be asked
     */
    public ResultPage next(Scan scan) {
        Position position =
                scan.position()
                        .orElseThrow(() -> new IllegalStateException("Nothing left to list."));
        ResultPage page = passed(scan, position);
        if (!page.oldEnough()) {
            scan.position()
                    .ifPresent(
                            next ->
                                    scan.setAhead(
                                            ahead.submit(() -> listings.list(scan.site(), next))));
        }
        return page;
    }

    private ResultPage passed(Scan scan, Position position) {
        Future<ResultPage> waiting = scan.takeAhead();
        try {
            return scan.passed(
                    waiting == null ? listings.list(scan.site(), position) : result(waiting));
        } catch (BadRequestException
                | NotFoundException
                | UnexpectedAnswerException
                | IllegalArgumentException
                | IllegalStateException e) {
            scan.skipLeg();
            return ResultPage.broken(position.leg(), String.valueOf(e.getMessage()));
        }
    }

    private static ResultPage result(Future<ResultPage> waiting) {
        try {
            return waiting.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The listing was interrupted.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
