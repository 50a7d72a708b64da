package dev.kbsync.proof;

import java.util.List;
import java.util.random.RandomGenerator;

/** Titles, labels and bodies as people and attackers write them. */
final class Texts {

    private static final List<String> TITLES =
            List.of(
                    "Guide",
                    "guide",
                    "../../etc/passwd",
                    "CON",
                    "a/b\\c:d*e?f\"g<h>i|j",
                    "<script>alert(1)</script>",
                    "'; drop table ledger_page; --",
                    "---\ntitle: \"x\"\n---",
                    "${jndi:ldap://x} #{1+1} {{kbsync.data.folder}} ${body}",
                    "%s %n %2e%2e%2f",
                    "Straße 名前 \u0645\u0631\u062d\u0628\u0627 \ud83d\ude80",
                    "e\u0301 and \u00e9",
                    "\u202egpj.exe",
                    "zero\u200bwidth and a bell \u0007",
                    ".",
                    "...",
                    "!!!",
                    "yes",
                    "0123",
                    "very long ".repeat(25),
                    "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67".repeat(20));

    private static final List<String> BODIES =
            List.of(
                    "",
                    "<p>&amp; &lt;b&gt; | # 1. - *</p>",
                    "<h1>Top</h1><table><tbody><tr><th>a</th><td>b|c</td></tr></tbody></table>",
                    "<ac:structured-macro ac:name=\"code\"><ac:plain-text-body>"
                            + "<![CDATA[```\n---\n]]></ac:plain-text-body></ac:structured-macro>",
                    "<ac:structured-macro ac:name=\"include\"><ac:parameter ac:name=\"\"><ac:link>"
                            + "<ri:page ri:content-title=\"Guide\"/></ac:link></ac:parameter>"
                            + "</ac:structured-macro>",
                    "<p>open <b>and never closed",
                    "<p><ac:link><ri:page ri:content-title=\"guide\"/></ac:link></p>",
                    "<ul><li>x<ul><li>y</li></ul></li></ul><ac:image><ri:attachment"
                            + " ri:filename=\"a.png\"/></ac:image>",
                    "<p>" + "many words ".repeat(300) + "</p>");

    private static final List<String> LABELS =
            List.of("runbook", "draft", "k2", "\u00fcber", "a-b_c", "yes");

    private final RandomGenerator dice;
    private int marks;

    Texts(RandomGenerator dice) {
        this.dice = dice;
    }

    /** A word that no other body holds. */
    String mark() {
        return "mark%dq".formatted(++marks);
    }

    String body(String mark) {
        return "<p>" + mark + "</p>" + BODIES.get(dice.nextInt(BODIES.size()));
    }

    /** Two pages of a space may not have the same title, so most have a number. */
    String title() {
        String title = TITLES.get(dice.nextInt(TITLES.size()));
        return dice.nextInt(5) == 0 ? title : title + " " + dice.nextInt(1000);
    }

    String[] labels() {
        return LABELS.stream().filter(label -> dice.nextInt(3) == 0).toArray(String[]::new);
    }
}
