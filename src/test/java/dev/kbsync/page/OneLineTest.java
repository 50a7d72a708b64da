package dev.kbsync.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class OneLineTest {

    @Test
    void nothingEndsTheLineOrSteersTheTerminal() {
        assertThat(OneLine.of("a\nERROR forged\r\n\u001b[31mred\u0085x\u2028y\u009b1m"))
                .isEqualTo("a ERROR forged [31mred x y1m");
    }

    @Test
    void nothingTurnsTheDirectionAroundOrHides() {
        assertThat(OneLine.of("\u202Etxt\u2066.\u200Fexe\uDB40\uDC41\uFEFF")).isEqualTo("txt.exe");
    }

    @Test
    void scriptsAndEmojiKeepTheirJoiners() {
        String family = "\uD83D\uDC68\u200D\uD83D\uDC69";
        String persian = "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645";
        assertThat(OneLine.of(family)).isEqualTo(family);
        assertThat(OneLine.of(persian)).isEqualTo(persian);
    }

    @Test
    void reasonsNameNoClasses() {
        assertThat(Sentence.of(new NoSuchFileException("kb/x.md.part")))
                .isEqualTo("kb/x.md.part does not exist, or its folder cannot be written");
        assertThat(Sentence.of(new RuntimeException(new IllegalStateException("disk gone"))))
                .isEqualTo("disk gone");
        assertThat(Sentence.of(new NullPointerException())).isEqualTo("an error without a message");
    }

    @Test
    void aLongLineIsCutBetweenCharacters() {
        assertThat(OneLine.of("a\nbc", 4)).isEqualTo("a bc");
        assertThat(OneLine.of("a\nbcd", 4)).isEqualTo("a bc...");
        assertThat(OneLine.of("ab\uD83D\uDE00", 3)).isEqualTo("ab...");
    }
}
