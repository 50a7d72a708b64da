package dev.kbsync.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpaceChoiceTest {

    @Test
    void keysOfAnyCaseAreCovered() {
        SpaceChoice choice = SpaceChoice.of(List.of(" ENG ", "ops", ""));

        assertThat(choice.covers("eng")).isTrue();
        assertThat(choice.covers("OPS")).isTrue();
        assertThat(choice.covers("ENGLAND")).isFalse();
        assertThat(choice.asks()).isFalse();
    }

    @Test
    void patternsCoverSeveralSpacesAndExclamationMarksLeaveSomeOut() {
        SpaceChoice choice = SpaceChoice.of(List.of("ENG*", "OPS", "!*ARCHIVE", "!ENGX"));

        assertThat(List.of("ENG", "engineering", "OPS")).allMatch(choice::covers);
        assertThat(List.of("ENGARCHIVE", "ENGX", "OP", "HR")).noneMatch(choice::covers);
        assertThat(choice.asks()).isTrue();
        assertThat(choice.all()).isFalse();
    }

    @Test
    void nothingButExclamationMarksMeansAllButThese() {
        SpaceChoice choice = SpaceChoice.of(List.of("!~*"));

        assertThat(choice.covers("ENG")).isTrue();
        assertThat(choice.covers("~712020abc")).isFalse();
        assertThat(choice.isEmpty()).isFalse();
        assertThat(choice.all()).isFalse();
    }

    @Test
    void aStarIsEverySpace() {
        assertThat(SpaceChoice.of(List.of("ENG", "*"))).isEqualTo(SpaceChoice.ALL);
        assertThat(SpaceChoice.ALL.all()).isTrue();
        assertThat(SpaceChoice.ALL.covers("ENG")).isTrue();
    }

    @Test
    void whatIsNoPatternIsTakenByTheLetter() {
        SpaceChoice choice = SpaceChoice.of(List.of("A.C*", "\\E.*"));

        assertThat(choice.covers("A.C1")).isTrue();
        assertThat(choice.covers("ABC1")).isFalse();
        assertThat(choice.covers("anything")).isFalse();
    }

    @Test
    void itsWordsGiveTheSameChoice() {
        for (List<String> words :
                List.of(
                        List.of("ENG"),
                        List.of("ENG*", "!ENGX"),
                        List.of("*"),
                        List.of("!HR"),
                        List.<String>of())) {
            SpaceChoice choice = SpaceChoice.of(words);

            assertThat(SpaceChoice.of(choice.words())).isEqualTo(choice);
        }
    }
}
