package dev.kbsync.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.page.Leg;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CqlTest {

    @Test
    void changesAreAskedForByTheMinute() {
        assertThat(
                        Cql.of(
                                Leg.changes(
                                        List.of("ENG", "OPS"),
                                        Instant.parse("2026-11-21T12:34:56Z"))))
                .isEqualTo(
                        "space in (\"ENG\", \"OPS\") and type in (page, blogpost)"
                                + " and lastmodified >= \"2026-11-21 12:34\" order by lastmodified asc");
    }

    @Test
    void aWholeSpaceIsAskedForInAnOrderThatEditsDoNotChange() {
        assertThat(Cql.of(Leg.whole("~7120", true)))
                .isEqualTo(
                        "space in (\"~7120\") and type in (page, blogpost) order by created asc");
    }

    @Test
    void pagesAreAskedForById() {
        assertThat(Cql.of(Leg.confirm(List.of("1", "22"))))
                .isEqualTo("id in (1, 22) and type in (page, blogpost)");
    }

    @Test
    void quotesAndBackslashesAreEscaped() {
        assertThat(Cql.newest("a\"b\\c")).startsWith("space = \"a\\\"b\\\\c\" and");
    }
}
