package dev.kbsync.convert.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CharactersTest {

    @Test
    void whatIsThereInTheSameOrderIsNotLost() {
        assertThat(Characters.lost("Oars (2), rope.", "**Oars** (2),\n| rope.")).isEmpty();
        assertThat(Characters.lost("mast\u00adhead a", "mast head [x] a")).isEmpty();
    }

    @Test
    void aLostCommaIsFound() {
        assertThat(Characters.lost("Oars, rope, mast; sail", "Oars rope, mast sail!"))
                .containsExactly(",", ";");
    }

    @Test
    void whatStandsElsewhereIsLost() {
        assertThat(Characters.lost("ab12cd", "12abcd")).hasSize(1);
        assertThat(Characters.lost("abc", "")).containsExactly("abc");
        assertThat(Characters.lost("", "abc")).isEmpty();
    }
}
