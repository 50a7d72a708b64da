package dev.kbsync.simulator.sample;

import dev.kbsync.simulator.content.Body;
import java.util.SplittableRandom;

/**
 * A body made of its page's number each time it is asked for, always the same: a work order of 2 to
 * 12 kB with headings, lists, a table, code, panels and links to other work orders.
 *
 * @param number which work order this is, from 0
 * @param version makes versions of one page differ
 * @param of how many work orders there are
 */
record GeneratedBody(int number, int version, int of) implements Body {
    private static final String[] WORDS = {
        "anemometer",
        "battery",
        "bearing",
        "bracket",
        "cable",
        "calibration",
        "connector",
        "dashboard",
        "drift",
        "enclosure",
        "field",
        "firmware",
        "gateway",
        "ground",
        "housing",
        "humidity",
        "interval",
        "junction",
        "lightning",
        "logger",
        "mast",
        "measurement",
        "moisture",
        "network",
        "offset",
        "panel",
        "power",
        "pressure",
        "probe",
        "rain",
        "reading",
        "reference",
        "replacement",
        "sample",
        "seal",
        "sensor",
        "signal",
        "solar",
        "spare",
        "station",
        "supply",
        "terminal",
        "threshold",
        "torque",
        "upload",
        "vane",
        "visit",
        "voltage",
        "warranty",
        "wind",
        "was",
        "shows",
        "needs",
        "after",
        "before",
        "until",
        "with",
        "without",
        "because",
        "again",
        "carefully",
        "twice",
        "once",
        "slowly",
        "the",
        "a",
        "this",
        "every",
        "no",
        "our"
    };
    private static final String[] SECTIONS = {
        "Why we go there",
        "What we found",
        "Parts used",
        "Readings",
        "What to do next",
        "Safety",
        "Access",
        "Photographs",
        "Firmware",
        "Follow-up"
    };
    private static final String[] PANELS = {"info", "note", "tip", "warning"};

    static String title(int number) {
        return "Work order %06d: station K-%03d".formatted(number, number % 997);
    }

    @Override
    public String storage() {
        SplittableRandom dice = new SplittableRandom(number * 31L + version);
        int length = 2_000 + dice.nextInt(10_000);
        StringBuilder out = new StringBuilder(length + 2_000);
        out.append("<p>Work order for station <strong>K-").append(number % 997);
        out.append("</strong>, version ").append(version).append(". ");
        sentence(out, dice);
        out.append("</p>");
        for (int section = 0; out.length() < length; section++) {
            out.append("<h2>").append(SECTIONS[section % SECTIONS.length]).append("</h2><p>");
            sentence(out, dice);
            sentence(out, dice);
            out.append("</p>");
            switch (dice.nextInt(5)) {
                case 0 -> list(out, dice);
                case 1 -> table(out, dice);
                case 2 -> code(out, dice);
                case 3 -> panel(out, dice);
                default -> link(out, dice);
            }
        }
        return out.toString();
    }

    private static String word(SplittableRandom dice) {
        return WORDS[dice.nextInt(WORDS.length)];
    }

    private static void sentence(StringBuilder out, SplittableRandom dice) {
        String first = word(dice);
        out.append(Character.toUpperCase(first.charAt(0))).append(first, 1, first.length());
        for (int n = 7 + dice.nextInt(12); n > 0; n--) {
            out.append(' ').append(word(dice));
        }
        out.append(". ");
    }

    private static void list(StringBuilder out, SplittableRandom dice) {
        String tag = dice.nextBoolean() ? "ul" : "ol";
        out.append('<').append(tag).append('>');
        for (int n = 3 + dice.nextInt(4); n > 0; n--) {
            out.append("<li><p>");
            sentence(out, dice);
            out.append("</p>");
            if (dice.nextInt(4) == 0) {
                out.append("<ul><li><p>").append(word(dice)).append("</p></li></ul>");
            }
            out.append("</li>");
        }
        out.append("</").append(tag).append('>');
    }

    private static void table(StringBuilder out, SplittableRandom dice) {
        out.append("<table data-layout=\"default\"><tbody><tr><th><p>Part</p></th>");
        out.append("<th><p>Reading</p></th><th><p>Remark</p></th></tr>");
        for (int n = 3 + dice.nextInt(6); n > 0; n--) {
            out.append("<tr><td><p>").append(word(dice)).append("</p></td><td><p>");
            out.append(dice.nextInt(1000)).append("&nbsp;mV</p></td><td><p>");
            out.append(word(dice)).append(' ').append(word(dice)).append("</p></td></tr>");
        }
        out.append("</tbody></table>");
    }

    private static void code(StringBuilder out, SplittableRandom dice) {
        out.append("<ac:structured-macro ac:name=\"code\" ac:schema-version=\"1\">");
        out.append("<ac:parameter ac:name=\"language\">bash</ac:parameter>");
        out.append("<ac:plain-text-body><![CDATA[");
        for (int n = 2 + dice.nextInt(5); n > 0; n--) {
            out.append("kestrel ").append(word(dice)).append(" --").append(word(dice));
            out.append('=')
                    .append(dice.nextInt(100))
                    .append(" > ")
                    .append(word(dice))
                    .append(".log\n");
        }
        out.append("]]></ac:plain-text-body></ac:structured-macro>");
    }

    private static void panel(StringBuilder out, SplittableRandom dice) {
        out.append("<ac:structured-macro ac:name=\"").append(PANELS[dice.nextInt(PANELS.length)]);
        out.append("\" ac:schema-version=\"1\"><ac:rich-text-body><p>");
        sentence(out, dice);
        out.append("</p></ac:rich-text-body></ac:structured-macro>");
    }

    private void link(StringBuilder out, SplittableRandom dice) {
        out.append("<p>See <ac:link><ri:page ri:content-title=\"").append(title(dice.nextInt(of)));
        out.append("\" /><ac:link-body>the order before</ac:link-body></ac:link> and <a href=\"");
        out.append("https://kestrel-weather.example/parts/").append(dice.nextInt(9999));
        out.append("\">the part list</a>.</p>");
    }
}
