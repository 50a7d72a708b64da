package dev.kbsync.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TokenCountTest {

    private static final EncodingRegistry REGISTRY = Encodings.newLazyEncodingRegistry();

    private static final String[] PARTS = {
        " ",
        "  ",
        "\n",
        "\n\n",
        "\t",
        "\r\n",
        "\u00a0",
        "a",
        "word",
        "Word's",
        "12345",
        ".",
        "...",
        "- ",
        "|",
        "| ---",
        "**",
        "\ud55c\uad6d\uc5b4",
        "\u4e2d\u6587",
        "\ud83d\udc4d",
        "/",
        "\n ",
        " \n",
        "'s",
        "\u3000"
    };

    @ParameterizedTest
    @EnumSource
    void wordByWordThereAreAsManyAsInTheWhole(EncodingType type) throws IOException {
        Encoding encoding = REGISTRY.getEncoding(type);
        Tokens tokens = new Tokens(type);
        Random random = new Random(5);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int parts = random.nextInt(12); parts >= 0; parts--) {
                text.append(PARTS[random.nextInt(PARTS.length)]);
            }
            assertThat(tokens.count(text.toString()))
                    .as(text.toString())
                    .isEqualTo(encoding.countTokensOrdinary(text.toString()));
        }
        for (String sample : AnyPageIsCutTest.samples()) {
            assertThat(tokens.count(sample)).isEqualTo(encoding.countTokensOrdinary(sample));
        }
    }
}
