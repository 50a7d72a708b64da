package dev.kbsync.search;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;
import org.jspecify.annotations.Nullable;

/**
 * Has each word that is made of parts be followed by these: {@code max_pool_size} by max, pool and
 * size, {@code HttpClient} by Http and Client, {@code v2.3.1} by 2.3.1. They stand one after the
 * other, not at one place: whoever asks for the whole name gets it before texts with one of the
 * parts. Korean particles are parted from names in Latin letters, and Thai and its neighbours are
 * marked to be cut into pairs as Korean is.
 */
final class WordPartFilter extends TokenFilter {

    private static final String WORD = StandardTokenizer.TOKEN_TYPES[StandardTokenizer.ALPHANUM];
    private static final String UNSPACED =
            StandardTokenizer.TOKEN_TYPES[StandardTokenizer.SOUTHEAST_ASIAN];
    private static final String PAIRED = StandardTokenizer.TOKEN_TYPES[StandardTokenizer.HANGUL];

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final OffsetAttribute offset = addAttribute(OffsetAttribute.class);
    private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);
    private final TypeAttribute type = addAttribute(TypeAttribute.class);

    private final Queue<WordParts.Part> parts = new ArrayDeque<>();
    private @Nullable State whole;

    WordPartFilter(TokenStream in) {
        super(in);
    }

    @Override
    public boolean incrementToken() throws IOException {
        WordParts.Part part = parts.poll();
        if (part != null) {
            emit(part);
            return true;
        }
        if (!input.incrementToken()) {
            return false;
        }
        if (type.type().equals(UNSPACED)) {
            type.setType(PAIRED);
        } else if (type.type().equals(WORD)) {
            parts.addAll(WordParts.of(term.toString()));
            whole = parts.isEmpty() ? null : captureState();
        }
        return true;
    }

    private void emit(WordParts.Part part) {
        restoreState(whole);
        int start = offset.startOffset();
        boolean aligned = offset.endOffset() - start == term.length();
        if (aligned) {
            offset.setOffset(start + part.start(), start + part.start() + part.text().length());
        }
        term.setEmpty().append(part.text());
        step.setPositionIncrement(1);
        if (part.hangul()) {
            type.setType(PAIRED);
        }
    }

    @Override
    public void reset() throws IOException {
        super.reset();
        parts.clear();
        whole = null;
    }
}
