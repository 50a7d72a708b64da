package dev.kbsync.chunk;

import dev.kbsync.page.Block.Kind;
import java.util.EnumSet;
import java.util.Set;

/**
 * What stands around the pieces of a block that is cut, and is written again for each chunk that
 * begins or ends between them.
 *
 * @param lead what a chunk begins with: the header of a table, the title of a call-out
 * @param tail what it ends with: a fence
 * @param prefix what a line inside begins with
 * @param kinds the blocks that are cut
 */
record Around(Frame lead, Frame tail, String prefix, Set<Kind> kinds) {

    static final Around NOTHING =
            new Around(Frame.NONE, Frame.NONE, "", EnumSet.noneOf(Kind.class));

    /** A text and its tokens. */
    record Frame(String text, int tokens) {

        static final Frame NONE = new Frame("", 0);

        Frame then(Frame next) {
            return new Frame(text + next.text, tokens + next.tokens);
        }
    }

    int tokens() {
        return lead.tokens() + tail.tokens();
    }

    /** Inside a block of that kind. */
    Around inside(Kind kind) {
        return new Around(lead, tail, prefix, with(kind));
    }

    Around withPrefix(String other) {
        return new Around(lead, tail, other, kinds);
    }

    Around framed(Frame otherLead, Frame otherTail) {
        return new Around(otherLead, otherTail, prefix, kinds);
    }

    Set<Kind> with(Kind kind) {
        Set<Kind> all = EnumSet.of(kind);
        all.addAll(kinds);
        return all;
    }
}
