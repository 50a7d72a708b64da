package dev.kbsync.listing.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbsync.SettableClock;
import dev.kbsync.confluence.ResultRows;
import dev.kbsync.listing.AskedAhead;
import dev.kbsync.page.Leg;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowsAheadTest {

    private static final ResultRows<V2Row> ROWS = new ResultRows<>(List.of(), "next", -1);

    private final SettableClock clock = new SettableClock();
    private final RowsAhead ahead = new RowsAhead(new AskedAhead(), clock);
    private final RowsAhead.Place place = place("acme", "p2");

    private static RowsAhead.Place place(String site, String cursor) {
        return new RowsAhead.Place(site, new Leg.Whole("ENG", true, null), cursor);
    }

    @Test
    void rowsAreThereOnceForTheirPlace() {
        ahead.ask(place, () -> ROWS);

        assertThat(ahead.take(place("acme", "p3"))).isNull();
        assertThat(ahead.take(place("other", "p2"))).isNull();
        assertThat(ahead.take(place)).isSameAs(ROWS);
        assertThat(ahead.take(place)).isNull();
    }

    /** A run that gave way to another goes on much later. */
    @Test
    void oldRowsAreAskedForAgain() {
        ahead.ask(place, () -> ROWS);
        clock.advance(Duration.ofMinutes(2));

        assertThat(ahead.take(place)).isNull();
    }

    @Test
    void whatFailedAheadFailsWhereItIsNeeded() {
        ahead.ask(
                place,
                () -> {
                    throw new IllegalArgumentException("a row makes no sense");
                });

        assertThatThrownBy(() -> ahead.take(place))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a row makes no sense");
        assertThat(ahead.take(place)).isNull();
    }
}
