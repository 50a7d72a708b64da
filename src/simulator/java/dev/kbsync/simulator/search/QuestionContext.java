package dev.kbsync.simulator.search;

import dev.kbsync.simulator.content.Account;
import dev.kbsync.simulator.content.Content;
import dev.kbsync.simulator.content.SiteContent;
import dev.kbsync.simulator.content.Space;
import dev.kbsync.simulator.cql.CqlContext;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What a query is told of the site it is asked on. The tree is the one the index knows. */
record QuestionContext(
        Search.Question question, SiteContent site, SearchIndex index, ZoneId zone, Instant now)
        implements CqlContext {

    @Override
    public Account user() {
        return question.by();
    }

    @Override
    public @Nullable String currentSpace() {
        return question.inSpace();
    }

    @Override
    public @Nullable String currentContent() {
        return question.inContent();
    }

    @Override
    public Space spaceOf(Content content) {
        return site.spaceOf(content);
    }

    @Override
    public @Nullable Content parent(Content content) {
        return index.parent(content);
    }
}
