package dev.kbsync.convert;

import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Writes a page of storage format that no person would write: anything inside of anything, and
 * texts full of what means something to Markdown.
 */
public final class RandomPage {

    private static final List<String> TEXTS =
            List.of(
                    "a",
                    "word",
                    "two words",
                    "snake_case",
                    "한국어",
                    "é",
                    "👍",
                    "x2",
                    "1",
                    "2026",
                    "*",
                    "**",
                    "***",
                    "_",
                    "__",
                    "~",
                    "~~",
                    "~~~",
                    "`",
                    "``",
                    "```",
                    "'",
                    "\"",
                    "[",
                    "]",
                    "[x]",
                    "[ ]",
                    "](",
                    "](x)",
                    "[a]: b",
                    "!",
                    "![",
                    "(",
                    ")",
                    "{",
                    "}",
                    "#",
                    "# ",
                    "## a",
                    "a #",
                    "1.",
                    "1. a",
                    "12) b",
                    "- ",
                    "- a",
                    "+ a",
                    "* a",
                    "> ",
                    ">",
                    "<b>",
                    "</b>",
                    "<br>",
                    "<!--",
                    "<a@b.c>",
                    "<http://x.y>",
                    "&",
                    "&lt;",
                    "&amp;",
                    "&#35;",
                    "|",
                    "| |",
                    "|-|",
                    "a|b",
                    ":-:",
                    "---",
                    "--",
                    "===",
                    "=",
                    "***",
                    "\\",
                    "\\\\",
                    "\\*",
                    "http://x.y/_a_",
                    "www.x.y",
                    "a@b.c",
                    " ",
                    "  ",
                    "\t",
                    "\n",
                    "\n\n",
                    "    a",
                    "\u00a0",
                    "\u202e",
                    "\u200b",
                    "\u0000",
                    "\ud800",
                    ".",
                    ",",
                    ":",
                    "-",
                    "$",
                    "^",
                    "%20",
                    "+");

    private static final List<String> MARKS =
            List.of("strong", "em", "b", "i", "s", "del", "sub", "sup", "code", "u", "span");

    private static final List<String> ADDRESSES =
            List.of(
                    "https://example.org/a_b",
                    "https://example.org/?a=1&amp;copy=2",
                    "https://example.org/(x)",
                    "#anchor",
                    "/wiki/x",
                    "mailto:a@b.c",
                    "javascript:alert(1)",
                    "a b\\&lt;c&gt;",
                    "");

    private final IntUnaryOperator choice;
    private int left;

    /**
     * @param choice gives a number from 0 up to its argument, which is left out
     * @param size about how many elements to write
     */
    private RandomPage(IntUnaryOperator choice, int size) {
        this.choice = choice;
        this.left = size;
    }

    public static String write(IntUnaryOperator choice, int size) {
        RandomPage page = new RandomPage(choice, size);
        StringBuilder storage = new StringBuilder();
        do {
            storage.append(page.block(0));
        } while (page.left > 0 && page.under(8) > 0);
        return storage.toString();
    }

    private int under(int bound) {
        return choice.applyAsInt(bound);
    }

    private String one(List<String> of) {
        return of.get(under(of.size()));
    }

    private String block(int depth) {
        left--;
        if (depth > 6 || left < 0) {
            return text();
        }
        return switch (under(20)) {
            case 0, 1, 2 -> "<p>" + inlines(depth) + "</p>";
            case 3 -> heading(depth);
            case 4, 5 -> "<ul>" + items(depth) + "</ul>";
            case 6 -> "<ol start=\"" + under(12) + "\">" + items(depth) + "</ol>";
            case 7, 8 -> table(depth);
            case 9 -> "<blockquote>" + blocks(depth) + "</blockquote>";
            case 10 -> "<pre>" + text() + "\n" + text() + "</pre>";
            case 11 -> "<hr />";
            case 12 -> macro("code", "", plain(text() + "\n" + text()));
            case 13 -> macro("info", parameter("title", text()), rich(blocks(depth)));
            case 14 -> macro("expand", parameter("title", text()), rich(blocks(depth)));
            case 15 -> "<ac:task-list>" + task(depth) + task(depth) + "</ac:task-list>";
            case 16 ->
                    "<ac:layout><ac:layout-section><ac:layout-cell>"
                            + blocks(depth)
                            + "</ac:layout-cell></ac:layout-section></ac:layout>";
            case 17 -> "<div>" + blocks(depth) + "</div>";
            case 18 -> macro("vendor", "", rich(blocks(depth)));
            default -> inline(depth);
        };
    }

    private String blocks(int depth) {
        StringBuilder blocks = new StringBuilder();
        for (int i = under(3); i >= 0; i--) {
            blocks.append(block(depth + 1));
        }
        return blocks.toString();
    }

    private String heading(int depth) {
        int level = 1 + under(6);
        return "<h" + level + ">" + inlines(depth) + "</h" + level + ">";
    }

    private String items(int depth) {
        StringBuilder items = new StringBuilder();
        for (int i = under(3); i >= 0; i--) {
            items.append("<li>");
            items.append(under(3) == 0 ? blocks(depth) : inlines(depth));
            items.append(under(3) == 0 ? block(depth + 1) : "").append("</li>");
        }
        return items.toString();
    }

    private String task(int depth) {
        return "<ac:task><ac:task-id>1</ac:task-id><ac:task-status>"
                + (under(2) == 0 ? "complete" : "incomplete")
                + "</ac:task-status><ac:task-body>"
                + inlines(depth)
                + (under(4) == 0 ? block(depth + 1) : "")
                + "</ac:task-body></ac:task>";
    }

    private String table(int depth) {
        StringBuilder table = new StringBuilder("<table><tbody>");
        for (int row = under(3); row >= 0; row--) {
            table.append("<tr>");
            for (int column = under(3); column >= 0; column--) {
                String name = row == 0 || under(5) == 0 ? "th" : "td";
                table.append("<").append(name);
                table.append(under(6) == 0 ? " colspan=\"" + under(4) + "\"" : "");
                table.append(under(6) == 0 ? " rowspan=\"" + under(4) + "\"" : "");
                table.append(">").append(under(3) == 0 ? blocks(depth) : inlines(depth));
                table.append("</").append(name).append(">");
            }
            table.append("</tr>");
        }
        return table.append("</tbody></table>").toString();
    }

    private String inlines(int depth) {
        StringBuilder inlines = new StringBuilder();
        for (int i = under(5); i >= 0; i--) {
            inlines.append(inline(depth + 1));
        }
        return inlines.toString();
    }

    private String inline(int depth) {
        left--;
        if (depth > 8 || left < 0) {
            return text();
        }
        return switch (under(24)) {
            case 0, 1, 2, 3, 4 -> marked(one(MARKS), depth);
            case 5, 6 -> "<a href=\"" + one(ADDRESSES) + "\">" + inlines(depth) + "</a>";
            case 7 -> link("<ac:link-body>" + inlines(depth) + "</ac:link-body>");
            case 8 -> link("");
            case 9 ->
                    link(
                            "<ac:plain-text-link-body>"
                                    + cdata(text())
                                    + "</ac:plain-text-link-body>");
            case 10 -> "<br />";
            case 11 ->
                    "<ac:image ac:alt=\""
                            + attribute(text())
                            + "\"><ri:attachment ri:filename=\"a b.png\" /></ac:image>";
            case 12 -> "<ac:emoticon ac:name=\"tick\" ac:emoji-fallback=\"✅\" />";
            case 13 -> "<time datetime=\"2026-01-31\" />";
            case 14 -> macro("status", parameter("title", text()), "");
            case 15 ->
                    "<ac:inline-comment-marker ac:ref=\"x\">"
                            + inlines(depth)
                            + "</ac:inline-comment-marker>";
            case 16 -> under(3) == 0 ? block(depth + 1) : text();
            default -> text();
        };
    }

    private String marked(String mark, int depth) {
        return "<" + mark + ">" + inlines(depth) + "</" + mark + ">";
    }

    private static String link(String body) {
        return "<ac:link><ri:page ri:content-title=\"Known Page\" />" + body + "</ac:link>";
    }

    private static String macro(String name, String parameters, String body) {
        return "<ac:structured-macro ac:name=\""
                + name
                + "\">"
                + parameters
                + body
                + "</ac:structured-macro>";
    }

    private static String parameter(String name, String value) {
        return "<ac:parameter ac:name=\"" + name + "\">" + value + "</ac:parameter>";
    }

    private static String rich(String body) {
        return "<ac:rich-text-body>" + body + "</ac:rich-text-body>";
    }

    private static String plain(String body) {
        return "<ac:plain-text-body>" + cdata(body) + "</ac:plain-text-body>";
    }

    private static String cdata(String escaped) {
        return "<![CDATA[" + escaped.replace("&lt;", "<").replace("&amp;", "&") + "]]>";
    }

    private static String attribute(String escaped) {
        return escaped.replace("\"", "&quot;");
    }

    /** Text as XML has it. */
    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = under(4); i >= 0; i--) {
            text.append(one(TEXTS));
            text.append(under(3) == 0 ? " " : "");
        }
        return text.toString().replace("&", "&amp;").replace("<", "&lt;");
    }
}
