package dev.kbsync.listing.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.page.Leg;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CqlTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void changesAreAskedForByTheMinute() {
        assertThat(
                        Cql.of(
                                new Leg.Changes(
                                        List.of("ENG", "OPS"),
                                        Instant.parse("2026-11-21T12:34:56Z"),
                                        NOW),
                                "",
                                null,
                                NOW))
                .isEqualTo(
                        "type in (page, blogpost) and space in (\"ENG\", \"OPS\")"
                                + " and lastmodified >= \"2026-11-21 12:34\" order by lastmodified desc");
    }

    @Test
    void aWholeSpaceIsAskedForInAnOrderThatEditsDoNotChange() {
        assertThat(Cql.of(Leg.whole("~7120", true), "", null, NOW))
                .isEqualTo(
                        "type in (page, blogpost) and space in (\"~7120\") order by created asc");
    }

    @Test
    void aNewQueryGoesOnWhereAnOtherStoppedWhateverTheTimeZone() {
        Instant bound = NOW.minusSeconds(3600);
        Leg changes = new Leg.Changes(List.of("ENG"), NOW.minusSeconds(86400), NOW);

        assertThat(Cql.of(Leg.whole("ENG", true), "", bound, NOW))
                .contains(" and created >= now(\"-65m\") order by created asc");
        assertThat(Cql.of(changes, "", bound, NOW))
                .contains(" and lastmodified <= now(\"-55m\") order by lastmodified desc");
        assertThat(Cql.of(changes, "", NOW.minusSeconds(60), NOW)).doesNotContain("now(");
    }

    @Test
    void aClauseJoinsEverySearchForPages() {
        String clause = "label = a or label = b";
        Leg changes = new Leg.Changes(List.of("ENG"), NOW, NOW);

        assertThat(Cql.of(Leg.whole("ENG", true), clause, NOW, NOW))
                .contains("space in (\"ENG\") and (label = a or label = b) and created >= ");
        assertThat(Cql.of(changes, clause, null, NOW))
                .contains("space in (\"ENG\") and (label = a or label = b) and lastmodified >= ");
        assertThat(Cql.of(new Leg.Retry(List.of("1")), clause, null, NOW))
                .isEqualTo("id in (1) and type in (page, blogpost) and (label = a or label = b)");
    }

    @Test
    void moreSpacesThanFitAreNotNamed() {
        List<String> many = IntStream.range(0, 51).mapToObj(number -> "S" + number).toList();

        assertThat(Cql.of(new Leg.Changes(many, NOW, NOW), "", null, NOW))
                .doesNotContain("space in");
    }

    @Test
    void pagesAreAskedForById() {
        assertThat(Cql.of(new Leg.Confirm(List.of("1", "22")), "", null, NOW))
                .isEqualTo("id in (1, 22) and type in (page, blogpost)");
    }

    @Test
    void quotesAndBackslashesAreEscaped() {
        assertThat(Cql.newest(List.of("a\"b\\c")))
                .contains(" and space in (\"a\\\"b\\\\c\") order by");
    }
}
