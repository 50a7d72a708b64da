package dev.kbsync.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CqlClauseTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "label = public",
                "label = a or (title ~ \"how (to\" and not creator = 'o\\'neil')",
                "title = \"order by\"",
                "title = \"\\\") or (\\\"\"",
                "label = reorder"
            })
    void oneWholeClauseIsTaken(String text) {
        assertThat(new CqlClause(" " + text + " ", "here").text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "label = a) or (label = b | a closing parenthesis has no opening one",
                "(label = a | an opening parenthesis is not closed",
                "title = \"a | a quotation mark is not closed",
                "title = 'a\\' | a quotation mark is not closed",
                "label = a ORDER  by created | it must not say in which order",
                "label in (a)order by title | it must not say in which order",
                "order by title | it must not say in which order"
            })
    void whatWouldEndTheSearchsOwnClausesIsRefused(String text, String problem) {
        assertThatThrownBy(() -> new CqlClause(text, "kbsync.sites.acme.cql"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[" + text + "]")
                .hasMessageContaining(problem)
                .hasMessageEndingWith("mend kbsync.sites.acme.cql.");
    }

    @Test
    void itIsOneLineAndNotTooLong() {
        assertThatThrownBy(() -> new CqlClause("label = a\nor label = b", "here"))
                .hasMessageContaining("[label = a or label = b]")
                .hasMessageContaining("one line");
        assertThatThrownBy(() -> new CqlClause("a".repeat(1001), "here"))
                .hasMessageContaining("longer than 1000 characters");
    }
}
