package dev.kbsync.convert.xml;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Goes over storage format once before it is parsed and takes out what the parser would choke on:
 * document types, tags nested beyond measure, thousands of attributes, namespaces. Mends what can
 * be mended (ends of CDATA as exports write them, {@code <br>} without an end) and says where the
 * text is not well-formed. It never drops a word of the text itself.
 */
final class Tidy {

    /** Deeper tags are left out, their content stays. Real pages stay below 60. */
    static final int MAX_DEPTH = 200;

    /** Further tags are left out, their content stays. Real pages have some ten thousand. */
    static final int MAX_TAGS = 1_000_000;

    private static final String CDATA = "<![CDATA[";
    private static final String CDATA_END = "]]>";
    private static final String EXPORTED_CDATA_END = "]] ";
    private static final Pattern EXPORTED = Pattern.compile("\\]\\] \\]?>");
    private static final String PLAIN_BODY_END = "</ac:plain-text";

    private final String text;
    private final char[] chars;
    private final Places places;

    /** How CDATA ends here; null before the first. */
    private @Nullable String cdataEnd;

    private final StringBuilder mended = new StringBuilder();
    private int copied;

    /** Places of the names of the elements now open. */
    private int[] open = new int[64];

    private int depth;
    private int tags;

    /** Elements that were open when there were too many, or too deep, are not in the result. */
    private int keptDepth = MAX_DEPTH;

    // What never ends is looked for once only, or hostile text would take quadratic time.
    private boolean cdataNeverEnds;
    private boolean commentNeverEnds;
    private boolean declarationNeverEnds;

    Tidy(String text, Consumer<String> warnings) {
        this.text = text;
        this.chars = text.toCharArray();
        this.places = new Places(text, warnings);
    }

    /** The text as the parser may have it. */
    String text() {
        for (int at = 0; at < chars.length; ) {
            at = chars[at] == '<' ? markup(at) : at + 1;
        }
        while (depth > 0) {
            depth--;
            places.warn(
                    "<" + TagEnd.name(chars, open[depth]) + "> is never closed", open[depth] - 1);
        }
        places.close();
        return copied == 0 ? text : mended.append(text, copied, chars.length).toString();
    }

    /** Handles what begins with the {@code <} at a place and says where to go on. */
    private int markup(int at) {
        char next = at + 1 < chars.length ? chars[at + 1] : ' ';
        if (next == '!' && TagEnd.startsWith(chars, at, CDATA)) {
            return cdata(at);
        }
        if (next == '!' && TagEnd.startsWith(chars, at, "<!--")) {
            return comment(at);
        }
        if (next == '!' || next == '?') {
            return declaration(at);
        }
        if (next == '/') {
            return TagEnd.startsName(chars, at + 2) ? endTag(at) : bareBracket(at);
        }
        return TagEnd.startsName(chars, at + 1) ? startTag(at) : bareBracket(at);
    }

    private int cdata(int at) {
        int body = at + CDATA.length();
        String mark = cdataEnd();
        int end = cdataNeverEnds ? -1 : cdataEnd(mark, body);
        if (end >= 0) {
            if (mark.equals(CDATA_END)) {
                return end + mark.length();
            }
            int after = afterExported(end);
            boolean bracket = chars[after - 2] == ']';
            replace(end, after, bracket ? "]" + CDATA_END : CDATA_END);
            return after;
        }
        places.warn("CDATA is never closed", at);
        cdataNeverEnds = true;
        int tag = text.indexOf(PLAIN_BODY_END, body);
        int stop = tag < 0 ? chars.length : tag;
        replace(stop, stop, CDATA_END);
        return stop;
    }

    /**
     * CDATA ends at {@code ]]>}. A space export, itself CDATA, has a blank after any two brackets:
     * {@code ]] >}, or {@code ]] ]>} where the last of the text is a bracket. There it ends a
     * section only before the tag that closes the body or before the next section.
     */
    private int cdataEnd(String mark, int from) {
        int end = text.indexOf(mark, from);
        while (end >= 0 && mark.equals(EXPORTED_CDATA_END) && afterExported(end) < 0) {
            end = text.indexOf(mark, end + 1);
        }
        return end;
    }

    /** Where to go on after an exported section; -1 if it does not end at that place. */
    private int afterExported(int end) {
        int bracket = end + EXPORTED_CDATA_END.length();
        int after = bracket + (text.startsWith("]>", bracket) ? 2 : 1);
        boolean mark = text.startsWith(">", after - 1);
        boolean next = text.startsWith(PLAIN_BODY_END, after) || text.startsWith(CDATA, after);
        return mark && next ? after : -1;
    }

    private String cdataEnd() {
        if (cdataEnd == null) {
            boolean exported = !text.contains(CDATA_END) && EXPORTED.matcher(text).find();
            cdataEnd = exported ? EXPORTED_CDATA_END : CDATA_END;
        }
        return cdataEnd;
    }

    private int comment(int at) {
        int end = commentNeverEnds ? -1 : text.indexOf("-->", at + 4);
        if (end < 0) {
            commentNeverEnds = true;
            return bareBracket(at);
        }
        return end + 3;
    }

    /** Document types, with the entities they may declare, and instructions are left out. */
    private int declaration(int at) {
        int brackets = 0;
        for (int i = at + 1; i < chars.length; i++) {
            char c = chars[i];
            if (c == '[') {
                if (declarationNeverEnds) {
                    return bareBracket(at);
                }
                brackets++;
            } else if (c == ']') {
                brackets--;
            } else if (c == '>' && brackets <= 0) {
                replace(at, i + 1, "");
                return i + 1;
            } else if (c == '<' && brackets <= 0) {
                return bareBracket(at);
            }
        }
        declarationNeverEnds = true;
        return bareBracket(at);
    }

    private int bareBracket(int at) {
        places.warn("'<' begins no tag", at);
        replace(at, at + 1, "&lt;");
        return at + 1;
    }

    private int startTag(int at) {
        TagEnd tag = TagEnd.find(chars, at);
        if (tag == null) {
            return bareBracket(at);
        }
        int end = tag.end();
        closeBefore(at);
        if (++tags > MAX_TAGS || (!tag.closed() && depth >= keptDepth)) {
            leaveOut(at, tag);
            return end + 1;
        }
        // The parser copies the declared namespaces for every element, and nobody needs them.
        for (int i = 0; i < tag.namespaces().size(); i++) {
            replace(tag.namespaces().get(i), tag.namespaces().get(i), "x-");
        }
        if (tag.cut() < end) {
            places.warn("broken or too many attributes", at);
            replace(tag.cut(), end, tag.closed() ? "/" : "");
        }
        if (!tag.closed()) {
            if (TagEnd.isVoid(chars, at + 1) || TagEnd.isOpenDate(chars, at + 1, end)) {
                replace(end, end, "/");
            } else {
                push(at + 1);
            }
        }
        return end + 1;
    }

    /** Closes elements without end tags that no reader sees: they would swallow what follows. */
    private void closeBefore(int at) {
        while (depth > 0
                && depth <= keptDepth
                && TagEnd.endsBefore(chars, open[depth - 1], at + 1)) {
            String name = TagEnd.name(chars, open[--depth]);
            places.warn("<" + name + "> is never closed", open[depth] - 1);
            replace(at, at, "</" + name + ">");
        }
    }

    private void leaveOut(int at, TagEnd tag) {
        if (tags == MAX_TAGS + 1) {
            keptDepth = Math.min(keptDepth, depth);
            places.warn("more than " + MAX_TAGS + " tags", at);
        } else if (depth == keptDepth && tags <= MAX_TAGS) {
            places.warn("nested deeper than " + MAX_DEPTH + " levels", at);
        }
        replace(at, tag.end() + 1, " ");
        if (!tag.closed()) {
            push(at + 1);
        }
    }

    private void push(int name) {
        if (depth == open.length) {
            open = Arrays.copyOf(open, depth * 2);
        }
        open[depth++] = name;
    }

    /** Closes the innermost element of that name, looking no further up than the parser does. */
    private int endTag(int at) {
        int end = at + 1;
        while (end < chars.length && chars[end] != '>' && chars[end] != '<') {
            end++;
        }
        if (end == chars.length || chars[end] == '<') {
            return bareBracket(at);
        }
        int match = depth - 1;
        int limit = Math.max(0, depth - MAX_DEPTH);
        while (match >= limit && !TagEnd.sameName(chars, open[match], at + 2)) {
            match--;
        }
        if (match < limit) {
            if (!TagEnd.isVoid(chars, at + 2)) {
                places.warn("</" + TagEnd.name(chars, at + 2) + "> closes nothing", at);
            }
            replace(at, end + 1, "");
            return end + 1;
        }
        while (--depth > match) {
            String name = TagEnd.name(chars, open[depth]);
            places.warn("<" + name + "> is closed by another element's end", open[depth] - 1);
        }
        if (depth >= keptDepth) {
            replace(at, end + 1, " ");
        } else if (tags > MAX_TAGS) {
            keptDepth = depth;
        }
        return end + 1;
    }

    private void replace(int from, int to, String by) {
        mended.ensureCapacity(chars.length + 100);
        mended.append(text, copied, from).append(by);
        copied = to;
    }
}
