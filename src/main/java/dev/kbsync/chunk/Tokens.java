package dev.kbsync.chunk;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import org.jspecify.annotations.Nullable;

/**
 * Counts tokens. In cl100k_base no token reaches from one word into the next, so words are counted
 * one by one, and the counts of those that are met again and again are kept.
 */
final class Tokens {

    /** It reads a vocabulary when that is first asked for, which takes a while, and keeps it. */
    private static final EncodingRegistry VOCABULARIES = Encodings.newLazyEncodingRegistry();

    /** No prose comes near it; a text that does is counted in parts. */
    static final int MOST_CHARACTERS = 16;

    private static final int LONGEST_WORD = 48;

    private final EncodingType type;

    /** By hash; a word takes the place of another one, which is counted again when it comes. */
    private final @Nullable Word[] words = new @Nullable Word[1 << 15];

    private record Word(String text, int tokens) {}

    Tokens(EncodingType type) {
        this.type = type;
    }

    int count(String text) {
        return count(text, 0, text.length());
    }

    /** How many there are; any number above {@code most} if there are more than that. */
    int count(String text, int from, int to, int most) {
        return to - from > Math.max(most, 0) * MOST_CHARACTERS
                ? Integer.MAX_VALUE
                : count(text, from, to);
    }

    private int count(String text, int from, int to) {
        if (type != EncodingType.CL100K_BASE) {
            return tokens(text.substring(from, to));
        }
        int count = 0;
        int start = from;
        for (int at = from + 1; at < to; at++) {
            if (isBetweenWords(text, at, to)) {
                count += word(text.substring(start, at));
                start = at;
            }
        }
        return start < to ? count + word(text.substring(start, to)) : count;
    }

    /** A blank belongs to the word behind it, a line end to what is before it. */
    private static boolean isBetweenWords(String text, int at, int to) {
        char c = text.charAt(at);
        if (c == ' ') {
            return at + 1 < to && !isBlank(text.charAt(at + 1));
        }
        return text.charAt(at - 1) == '\n' && !isBlank(c);
    }

    private static boolean isBlank(char c) {
        return c < 128 ? c <= ' ' : Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private int word(String word) {
        if (word.length() > LONGEST_WORD) {
            return tokens(word);
        }
        int hash = word.hashCode();
        int place = (hash ^ (hash >>> 15)) & (words.length - 1);
        Word known = words[place];
        if (known == null || !known.text.equals(word)) {
            known = new Word(word, tokens(word));
            words[place] = known;
        }
        return known.tokens;
    }

    /** Half a character, which the library refuses, counts as the question mark it becomes. */
    private int tokens(String text) {
        return encoding()
                .countTokensOrdinary(
                        text.chars().anyMatch(c -> Character.isSurrogate((char) c))
                                ? new String(text.getBytes(UTF_8), UTF_8)
                                : text);
    }

    private Encoding encoding() {
        return VOCABULARIES.getEncoding(type);
    }
}
