package dev.kbsync.simulator.search;

import dev.kbsync.simulator.content.Account;
import dev.kbsync.simulator.content.Entry;
import dev.kbsync.simulator.content.SimulatedClock;
import dev.kbsync.simulator.content.SiteContent;
import dev.kbsync.simulator.cql.CqlContext;
import dev.kbsync.simulator.cql.CqlQuery;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers queries on one site's index, one page of rows at a time. */
public final class Search {
    private final SiteContent site;
    private final SearchIndex index;
    private final SimulatedClock clock;
    private final ZoneId zone;
    private final Totals totals = new Totals();

    public Search(SiteContent site, SearchIndex index, SimulatedClock clock, ZoneId zone) {
        this.site = site;
        this.index = index;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * What is asked.
     *
     * @param query the parsed query
     * @param by who asks
     * @param cursor where to go on, null for the beginning
     * @param limit at most so many rows
     * @param archivedSpaces whether archived spaces are searched
     * @param currentSpaces whether the others are
     * @param spaceRows whether spaces themselves may be rows
     * @param inSpace what {@code currentSpace()} is
     * @param inContent what {@code currentContent()} is
     */
    public record Question(
            CqlQuery query,
            Account by,
            @Nullable SearchCursor cursor,
            int limit,
            boolean archivedSpaces,
            boolean currentSpaces,
            boolean spaceRows,
            @Nullable String inSpace,
            @Nullable String inContent) {}

    /**
     * What is found.
     *
     * @param rows content as the index knows it, or spaces
     * @param end the place of the last row, null if there are none
     * @param more whether anything follows it
     * @param total how many rows there are in all, as far as the index can tell: it counts what the
     *     asker may not see
     */
    public record Page(List<Entry> rows, @Nullable SearchCursor end, boolean more, int total) {}

    /**
     * Answers a question.
     *
     * @throws dev.kbsync.simulator.cql.CqlException if the query asks for what does not exist
     * @throws IllegalArgumentException if the cursor comes from another query
     */
    public Page find(Question question) {
        CqlContext context = new QuestionContext(question, site, index, zone, clock.now());
        return index.reading(() -> new SearchRun(question, context, site, index, totals).page());
    }
}
