package dev.kbsync.retrieval.question;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.BitSet;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/**
 * The words of a text, whatever markup stands between them: letters and digits only, in lower case.
 * Markdown, HTML and plain text with the same words are equal.
 */
public final class Words {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}]*");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(\\p{Punct})");
    private static final Pattern AUTOLINK = Pattern.compile("<([a-z]+:[^<>\\s]+)>");
    private static final Pattern TAG = Pattern.compile("</?[a-zA-Z][^<>]*>");
    private static final Pattern DESTINATION =
            Pattern.compile(
                    "]\\((?:<[^<>\\n]*>|[^()\\s]*(?:\\([^()\\s]*\\)[^()\\s]*)*)"
                            + "(?:\\s+\"[^\"]*\")?\\)");
    private static final Pattern ENCODED = Pattern.compile("(?:%[0-9A-Fa-f]{2})+");

    private final String letters;
    private final BitSet starts;

    private Words(String text) {
        StringBuilder all = new StringBuilder();
        starts = new BitSet();
        Matcher matcher = WORD.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC));
        while (matcher.find()) {
            starts.set(all.length());
            all.append(matcher.group().toLowerCase(Locale.ROOT));
        }
        starts.set(all.length());
        letters = all.toString();
    }

    /** The words that a reader sees: neither tags nor where links lead. */
    public static Words of(String text) {
        String plain = AUTOLINK.matcher(ESCAPE.matcher(text).replaceAll("$1")).replaceAll("$1");
        plain = TAG.matcher(DESTINATION.matcher(plain).replaceAll("]")).replaceAll(" ");
        return new Words(Parser.unescapeEntities(plain, false));
    }

    /** The words of addresses, too. */
    public static Words withAddresses(String text) {
        String plain = ESCAPE.matcher(text).replaceAll("$1");
        return new Words(decoded(Parser.unescapeEntities(plain, false)));
    }

    private static String decoded(String text) {
        return ENCODED.matcher(text)
                .replaceAll(
                        match ->
                                Matcher.quoteReplacement(
                                        URLDecoder.decode(match.group(), StandardCharsets.UTF_8)));
    }

    /** Whether other words are there one after the other, not within longer words. */
    public boolean contains(Words others) {
        int length = others.letters.length();
        for (int at = letters.indexOf(others.letters);
                at >= 0;
                at = letters.indexOf(others.letters, at + 1)) {
            if (starts.get(at) && starts.get(at + length)) {
                return true;
            }
        }
        return false;
    }

    /** How many words there are. */
    public int count() {
        return starts.cardinality() - 1;
    }

    /** How many letters and digits there are. */
    public int length() {
        return letters.length();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Words words && words.letters.equals(letters);
    }

    @Override
    public int hashCode() {
        return letters.hashCode();
    }

    @Override
    public String toString() {
        return letters;
    }
}
