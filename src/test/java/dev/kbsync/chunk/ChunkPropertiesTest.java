package dev.kbsync.chunk;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.knuddels.jtokkit.api.EncodingType;
import dev.kbsync.site.SetupException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunkPropertiesTest {

    @ParameterizedTest
    @CsvSource({
        "49, 40, kbsync.chunk.tokens is 49: it must be from 50 to 8192.",
        "8193, 40, kbsync.chunk.tokens is 8193: it must be from 50 to 8192.",
        "400, -1, kbsync.chunk.smallest is -1: it must be at least 0."
    })
    void aLengthThatCutsNothingSensibleIsRefused(int tokens, int smallest, String sentence) {
        assertThatThrownBy(() -> new ChunkProperties(tokens, smallest, EncodingType.CL100K_BASE))
                .isInstanceOf(SetupException.class)
                .hasMessage(sentence);
    }
}
