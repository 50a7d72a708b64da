package dev.kbsync.retrieval.cut;

import dev.kbsync.retrieval.page.SourcePage;

/** Pages as Markdown, for the tools that cut Markdown. */
interface Markdown {

    /** The tool that writes it. */
    String name();

    /** The page's content below its title. */
    String of(SourcePage page);
}
