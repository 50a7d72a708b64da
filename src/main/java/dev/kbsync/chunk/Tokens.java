package dev.kbsync.chunk;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;

/** Counts tokens. */
final class Tokens {

    /** It reads a vocabulary when that is first asked for, which takes a while, and keeps it. */
    private static final EncodingRegistry VOCABULARIES = Encodings.newLazyEncodingRegistry();

    /** No prose comes near it; a text that does is counted in parts. */
    static final int MOST_CHARACTERS = 16;

    private final EncodingType type;

    Tokens(EncodingType type) {
        this.type = type;
    }

    int count(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        Encoding encoding = VOCABULARIES.getEncoding(type);
        return encoding.countTokensOrdinary(text);
    }

    /** How many there are; any number above {@code most} if there are more than that. */
    int count(String text, int from, int to, int most) {
        return to - from > Math.max(most, 0) * MOST_CHARACTERS
                ? Integer.MAX_VALUE
                : count(text.substring(from, to));
    }
}
