package dev.kbsync.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/**
 * Turns text of any script into terms, the same for documents and questions. Words are lower-cased,
 * stripped of accents and, in English, of their endings. Scripts without spaces between words
 * become pairs of characters. Names such as {@code max_pool_size}, {@code maxPoolSize} and {@code
 * v2.3.1} are kept whole and followed by their parts.
 */
public final class SearchAnalyzer extends Analyzer {

    @Override
    protected TokenStreamComponents createComponents(String field) {
        StandardTokenizer words = new StandardTokenizer();
        TokenStream terms = new WordPartFilter(words);
        terms = new CJKWidthFilter(terms);
        terms = new LowerCaseFilter(terms);
        terms = new CJKBigramFilter(terms);
        terms = new ASCIIFoldingFilter(terms);
        terms = new KStemFilter(terms);
        return new TokenStreamComponents(words, terms);
    }

    @Override
    protected TokenStream normalize(String field, TokenStream in) {
        return new ASCIIFoldingFilter(new LowerCaseFilter(new CJKWidthFilter(in)));
    }

    /**
     * A term and where it stands.
     *
     * @param start of the first character in the text
     * @param end after the last one
     */
    public record Term(String text, int start, int end) {}

    /** The terms of a text, in its order. */
    public List<Term> terms(String text) {
        List<Term> terms = new ArrayList<>();
        try (TokenStream stream = tokenStream("", text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            OffsetAttribute place = stream.addAttribute(OffsetAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                terms.add(new Term(term.toString(), place.startOffset(), place.endOffset()));
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // A text in memory can be read.
        }
        return terms;
    }
}
