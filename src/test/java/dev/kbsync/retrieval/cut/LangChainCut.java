package dev.kbsync.retrieval.cut;

import dev.kbsync.retrieval.page.SourcePage;
import dev.langchain4j.data.document.Document;
import dev.langchain4j.data.document.DocumentSplitter;
import dev.langchain4j.data.document.splitter.DocumentByRegexSplitter;
import dev.langchain4j.data.document.splitter.DocumentSplitters;
import java.util.List;

/** The splitters of LangChain4j. */
record LangChainCut(String name, Markdown markdown, DocumentSplitter splitter) implements Cut {

    /** By paragraphs, then lines, sentences and words, up to a number of tokens. */
    static Cut flat(int tokens, Markdown markdown) {
        return new LangChainCut(
                "LangChain4j recursive " + tokens + ", " + markdown.name(),
                markdown,
                DocumentSplitters.recursive(tokens, 0, new Tokens()));
    }

    /** At headings, then as {@link #flat}. */
    static Cut headings(int tokens, Markdown markdown) {
        return new LangChainCut(
                "LangChain4j headings " + tokens + ", " + markdown.name(),
                markdown,
                new DocumentByRegexSplitter(
                        "(?m)^(?=#{1,6} )",
                        "",
                        tokens,
                        0,
                        new Tokens(),
                        DocumentSplitters.recursive(tokens, 0, new Tokens())));
    }

    @Override
    public List<Passage> passages(SourcePage page) {
        return splitter.split(Document.from(markdown.of(page))).stream()
                .map(segment -> new Passage(page, segment.text(), segment.text()))
                .toList();
    }
}
