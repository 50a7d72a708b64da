package dev.kbsync.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Dates of queries: minutes, in a zone that is not UTC. The page was saved at 12:34:56.789 UTC,
 * which is 04:34:56.789 where the site is.
 */
class CqlDatesTest extends SimulatorTestBase {

    @BeforeEach
    void addPage() {
        pages("Page");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ">= \"2026-11-22 04:34\"",
                ">= \"2026/11/22 04:34\"",
                "= \"2026-11-22 04:34\"",
                "<= \"2026-11-22 04:34\"",
                "< \"2026-11-22 04:35\"",
                "> \"2026-11-22 04:33\"",
                "= \"2026-11-22\"",
                "> \"2026-11-22\"",
                ">= 2026-11-22",
                "< \"2026/11/23\"",
                ">= now(\"-1m\")",
                ">= now(\"-4w\")",
                "<= now()",
                ">= startOfDay()",
                "<= endOfDay()",
                ">= startOfWeek()",
                ">= startOfMonth(\"-1\")",
                ">= startOfYear()",
                "< startOfYear(\"1y\")",
                "< endOfMonth(\"+1M\")",
            })
    void finds(String condition) {
        for (String field : new String[] {"lastmodified", "created"}) {
            String query = "type = page and " + field + " " + condition;
            assertThat(client().titles(query)).hasSize(1);
            // In the order of the date itself, the index is read from one bound to the other.
            assertThat(client().titles(query + " order by " + field)).hasSize(1);
            assertThat(client().titles(query + " order by " + field + " desc")).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // The same minute is not after itself, whatever the seconds.
                "> \"2026-11-22 04:34\"",
                "< \"2026-11-22 04:34\"",
                // The time in UTC: a client that writes it misses eight hours of changes.
                ">= \"2026-11-22 12:34\"",
                "= \"2026-11-21\"",
                "< startOfDay()",
                "> now(\"1m\")",
            })
    void doesNotFind(String condition) {
        assertThat(client().titles("type = page and lastmodified " + condition)).isEmpty();
    }

    @Test
    void excludesByADate() {
        assertThat(client().titles("type = page and lastmodified != \"2026-11-22 04:34\""))
                .isEmpty();
        assertThat(client().titles("type = page and not (lastmodified < \"2026-11-22 04:34\")"))
                .hasSize(1);
    }

    @Test
    void boundsHoldInEveryOrderAndOnEveryPage() {
        control.advance(Duration.ofHours(1));
        String[] titles = new String[10];
        for (int i = 0; i < titles.length; i++) {
            titles[i] = "Later " + i;
        }
        pages(titles);
        String later = "type = page and lastmodified >= \"2026-11-22 05:00\" order by ";
        for (String order :
                new String[] {"lastmodified", "lastmodified desc", "id", "title desc"}) {
            assertThat(client().titles(later + order)).hasSize(10).doesNotContain("Page");
        }
        String earlier = "type = page and lastmodified < \"2026-11-22 05:00\" order by ";
        for (String order :
                new String[] {"lastmodified", "lastmodified desc", "created", "id desc"}) {
            assertThat(client().titles(earlier + order)).containsExactly("Page");
        }
    }
}
