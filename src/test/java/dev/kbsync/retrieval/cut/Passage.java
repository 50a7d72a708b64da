package dev.kbsync.retrieval.cut;

import dev.kbsync.retrieval.page.SourcePage;
import dev.kbsync.retrieval.question.Question;
import dev.kbsync.retrieval.question.Words;
import java.util.List;

/** A piece of a page as a search finds it. */
public final class Passage {

    private final SourcePage page;
    private final String text;
    private final String ranked;
    private final int tokens;
    private final Words words;
    private final Words addresses;

    /**
     * @param page what it was cut from
     * @param text what is read
     * @param ranked what is searched
     */
    public Passage(SourcePage page, String text, String ranked) {
        this.page = page;
        this.text = text;
        this.ranked = ranked;
        tokens = Tokens.of(text);
        words = Words.of(text);
        addresses = Words.withAddresses(text);
    }

    public String text() {
        return text;
    }

    public String ranked() {
        return ranked;
    }

    public int tokens() {
        return tokens;
    }

    /** Whether it holds the answer and all that is needed to tell that it is one. */
    public boolean answers(Question question) {
        return page.ref().equals(question.asked().ref())
                && words.contains(Words.of(question.answer()))
                && question.context().stream().map(Words::of).allMatch(words::contains)
                && leadsTo(question.addresses());
    }

    private boolean leadsTo(List<String> wanted) {
        return wanted.isEmpty()
                || wanted.stream().map(Words::withAddresses).anyMatch(addresses::contains);
    }

    /** Whether it is on the page that a search should find. */
    public boolean isOnPageOf(Question question) {
        return page.ref().equals(question.found().ref());
    }
}
