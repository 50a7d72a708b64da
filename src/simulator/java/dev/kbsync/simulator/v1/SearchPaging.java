package dev.kbsync.simulator.v1;

import dev.kbsync.simulator.content.Entry;
import dev.kbsync.simulator.cql.CqlException;
import dev.kbsync.simulator.faults.Fault;
import dev.kbsync.simulator.faults.FaultKind;
import dev.kbsync.simulator.faults.Faults;
import dev.kbsync.simulator.http.Answer;
import dev.kbsync.simulator.http.Refusal;
import dev.kbsync.simulator.http.Request;
import dev.kbsync.simulator.rest.Errors;
import dev.kbsync.simulator.search.Search;
import dev.kbsync.simulator.search.SearchCursor;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Runs a search and says where it goes on, with all that can go wrong on the way. */
final class SearchPaging {
    private static final int LONGEST_CURSOR = 11_000;

    private final Faults faults;
    private final AtomicInteger drift = new AtomicInteger();

    SearchPaging(Faults faults) {
        this.faults = faults;
    }

    /**
     * @param cursor for the next page, null at the end
     * @param total number of rows in all, more or less
     */
    record Rows(List<Entry> rows, @Nullable String cursor, int total) {}

    Rows run(SearchRequest search, boolean spaceRows) {
        Request request = search.call().request();
        String sent = search.cursor() == null ? "" : String.valueOf(request.parameter("cursor"));
        if (sent.length() > LONGEST_CURSOR) {
            throw new Refusal(Errors.v1(413, "Request Entity Too Large"));
        }
        refuse(search);
        Search.Page page = find(search, spaceRows);
        int total = page.total();
        if (faults.strike(FaultKind.DRIFTING_TOTAL, request).isPresent()) {
            total = Math.max(0, total + drift.getAndIncrement() % 7 - 3);
        }
        return new Rows(page.rows(), next(search, page, sent), total);
    }

    private void refuse(SearchRequest search) {
        Request request = search.call().request();
        Optional<Fault> slow =
                search.expand().has("body")
                        ? faults.strike(FaultKind.TIMEOUT_OVER_LIMIT, request)
                        : Optional.empty();
        if (slow.isPresent() && search.limit() > slow.get().number("limit", 25)) {
            throw new Refusal(
                    Answer.html(504, "<html><body><h1>504 Gateway Time-out</h1></body></html>"));
        }
    }

    private Search.Page find(SearchRequest search, boolean spaceRows) {
        Search engine = search.call().site().search();
        try {
            Search.Page page = engine.find(search.question(spaceRows, search.limit()));
            Request request = search.call().request();
            boolean halved =
                    page.more()
                            && page.rows().size() > 1
                            && faults.strike(FaultKind.SHORT_PAGES, request).isPresent();
            return halved ? engine.find(search.question(spaceRows, page.rows().size() / 2)) : page;
        } catch (CqlException refused) {
            throw SearchRequest.refusal(refused);
        } catch (IllegalArgumentException foreignCursor) {
            throw SearchRequest.badCursor();
        }
    }

    private @Nullable String next(SearchRequest search, Search.Page page, String sent) {
        Request request = search.call().request();
        SearchCursor end = page.end();
        if (end == null) {
            return null;
        }
        boolean goesOn =
                page.more() || faults.strike(FaultKind.EMPTY_LAST_PAGE, request).isPresent();
        if (!goesOn) {
            return null;
        }
        if (!sent.isEmpty() && faults.strike(FaultKind.LOOPING_CURSOR, request).isPresent()) {
            return sent;
        }
        int dot = sent.indexOf('.');
        String padding = dot < 0 ? "." : sent.substring(dot);
        return faults.strike(FaultKind.LONG_CURSOR, request)
                .map(fault -> end.encoded() + padding + "x".repeat(fault.number("size", 1500)))
                .orElse(end.encoded());
    }
}
