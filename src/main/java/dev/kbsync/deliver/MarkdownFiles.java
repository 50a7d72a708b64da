package dev.kbsync.deliver;

import dev.kbsync.page.Delivery;
import dev.kbsync.page.Document;
import dev.kbsync.page.Format;
import dev.kbsync.page.OneLine;
import dev.kbsync.page.PageRef;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Heading;
import org.commonmark.node.Text;
import org.commonmark.renderer.markdown.MarkdownRenderer;

/** Makes the file of a document, as different readers of a folder expect it. */
final class MarkdownFiles {

    private static final MarkdownRenderer MARKDOWN = MarkdownRenderer.builder().build();

    private static final Pattern NO_TAG = Pattern.compile("[^\\p{L}\\p{M}\\p{N}_/-]+");

    /** A whole shortcode without others in it, or only how one begins. */
    private static final Pattern SHORTCODE =
            Pattern.compile(
                    "\\{\\{(?:<((?:(?!\\{\\{|}}|/\\*|\\*/).)*)>}}|%((?:(?!\\{\\{|}}|/\\*|\\*/).)*)%}}|(?=[<%]))",
                    Pattern.DOTALL);

    private MarkdownFiles() {}

    static String neutral(Document document, String site) {
        return document.format() == Format.TEXT
                ? plain(document, document.text())
                : matter(FrontMatter.all(document.ref(), site), document);
    }

    /** Notes are found by their titles, and tags are words without blanks. */
    static String obsidian(Delivery delivery) {
        Document document = document(delivery);
        if (document.format() == Format.TEXT) {
            return delivery.content();
        }
        Map<String, Object> facts = identity(delivery);
        facts.put("aliases", List.of(OneLine.of(delivery.ref().title())));
        facts.put("tags", delivery.ref().labels().stream().map(MarkdownFiles::tag).toList());
        FrontMatter.all(delivery.ref(), delivery.site()).forEach(facts::putIfAbsent);
        return matter(facts, document);
    }

    private static String tag(String label) {
        String tag = NO_TAG.matcher(label).replaceAll("-");
        return tag.chars().allMatch(Character::isDigit) ? "_" + tag : tag;
    }

    static String mkdocs(Delivery delivery) {
        Document document = document(delivery);
        if (document.format() == Format.TEXT) {
            return delivery.content();
        }
        Map<String, Object> facts = identity(delivery);
        facts.put("tags", delivery.ref().labels());
        FrontMatter.all(delivery.ref(), delivery.site()).forEach(facts::putIfAbsent);
        return matter(facts, document);
    }

    private static Map<String, Object> identity(Delivery delivery) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("title", delivery.ref().title());
        facts.put("id", delivery.documentId());
        return facts;
    }

    /** Keys that Hugo does not know belong under params, and themes show the title themselves. */
    static String hugo(Delivery delivery) {
        Document document = document(delivery);
        if (document.format() == Format.TEXT) {
            return delivery.content();
        }
        PageRef ref = delivery.ref();
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("id", delivery.documentId());
        FrontMatter.all(ref, delivery.site()).forEach(params::putIfAbsent);
        params.keySet().removeAll(List.of("title", "labels"));
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("title", ref.title());
        Instant created = ref.details().createdAt();
        facts.put("date", (created == null ? ref.modifiedAt() : created).toString());
        facts.put("lastmod", ref.modifiedAt().toString());
        facts.put("params", params);
        facts.put("tags", ref.labels());
        return FrontMatter.of(facts) + "\n" + withoutShortcodes(document.shelved());
    }

    /** Hugo runs what looks like a shortcode, in code too, and builds nothing if it is unknown. */
    private static String withoutShortcodes(String text) {
        return SHORTCODE
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(commented(found)));
    }

    private static String commented(MatchResult found) {
        if (found.group(1) != null) {
            return "{{</*" + found.group(1) + "*/>}}";
        }
        // One that has no end: a character without width keeps the braces apart.
        return found.group(2) != null ? "{{%/*" + found.group(2) + "*/%}}" : "{\u200B{";
    }

    /** Nothing but title and text, for readers that have the rest from elsewhere. */
    static String bare(Delivery delivery) {
        Document document = document(delivery);
        return document.format() == Format.TEXT
                ? delivery.content()
                : heading(delivery.ref().title()) + spaced(document.text());
    }

    /** The title, the address and the text, without Markdown. */
    static String plain(Delivery delivery) {
        Document document = document(delivery).in(Format.TEXT);
        return plain(document, document.text());
    }

    private static String plain(Document document, String text) {
        PageRef ref = document.ref();
        return Restrictions.oneLine(ref.title())
                + "\n"
                + ref.webUrl()
                + "\n"
                + Restrictions.lines(ref.details().readers())
                + "\n"
                + text;
    }

    static Document document(Delivery delivery) {
        return Objects.requireNonNull(delivery.document(), "a removal has no document");
    }

    private static String matter(Map<String, Object> facts, Document document) {
        return FrontMatter.of(facts)
                + "\n"
                + heading(document.ref().title())
                + spaced(document.shelved());
    }

    private static String spaced(String text) {
        return text.isEmpty() ? "" : "\n" + text;
    }

    static String heading(String title) {
        Heading heading = new Heading();
        heading.setLevel(1);
        heading.appendChild(new Text(OneLine.of(title)));
        return MARKDOWN.render(heading).strip() + "\n";
    }
}
