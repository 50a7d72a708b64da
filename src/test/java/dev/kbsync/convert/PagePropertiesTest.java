package dev.kbsync.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.convert.handling.ConvertOptions;
import dev.kbsync.convert.handling.LinkStyle;
import dev.kbsync.page.Document;
import dev.kbsync.page.DocumentPath;
import dev.kbsync.page.Format;
import dev.kbsync.page.Page;
import dev.kbsync.page.PageLinks;
import dev.kbsync.page.TestPages;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagePropertiesTest {

    private static final StorageConverter CONVERTER = converter(true);

    private static StorageConverter converter(boolean properties) {
        return new StorageConverter(
                new ConvertOptions(
                        Format.MARKDOWN, LinkStyle.WEB, DocumentPath.DEFAULT, properties),
                PageLinks.NONE,
                account -> account.equals("712020:a") ? Optional.of("Ada") : Optional.empty());
    }

    private static Document document(StorageConverter converter, String storage) {
        return converter.convert(new Page(TestPages.page("42"), storage));
    }

    private static Map<String, String> properties(String storage) {
        return document(CONVERTER, storage).ref().details().properties();
    }

    private static String macro(String body) {
        return """
        <ac:structured-macro ac:name="details" ac:schema-version="1"><ac:parameter ac:name="hidden">true</ac:parameter>\
        <ac:rich-text-body>%s</ac:rich-text-body></ac:structured-macro>\
        """
                .formatted(body);
    }

    private static String row(String name, String value) {
        return "<tr><th><p>" + name + "</p></th><td><p>" + value + "</p></td></tr>";
    }

    @Test
    void namesInTheFirstColumn() {
        String storage =
                "<p>x</p>"
                        + macro(
                                "<p>Facts</p><table data-layout=\"default\"><colgroup><col /></colgroup><tbody>"
                                        + row(
                                                "<strong>Owner</strong>",
                                                "<ac:link><ri:user ri:account-id=\"712020:a\" /></ac:link>")
                                        + row("Review due", "<time datetime=\"2026-03-31\" />")
                                        + row(
                                                "Status",
                                                "<ac:structured-macro ac:name=\"status\"><ac:parameter ac:name=\"title\">IN REVIEW</ac:parameter></ac:structured-macro>")
                                        + row(
                                                "See",
                                                "<a href=\"https://example.com\">here</a> &amp; there")
                                        + "<tr><td>Teams</td><td><ul><li>One</li><li><p>Two</p></li></ul></td></tr>"
                                        + row("Empty", "")
                                        + "</tbody></table>");

        assertThat(properties(storage))
                .containsExactly(
                        Map.entry("owner", "Ada"),
                        Map.entry("review_due", "2026-03-31"),
                        Map.entry("status", "IN REVIEW"),
                        Map.entry("see", "here & there"),
                        Map.entry("teams", "One, Two"));
    }

    @Test
    void namesInTheFirstRow() {
        assertThat(
                        properties(
                                macro(
                                        "<table><tbody><tr><th>Owner</th><th>State</th></tr>"
                                                + "<tr><td>Ada</td><td>done</td></tr></tbody></table>")))
                .containsExactly(Map.entry("owner", "Ada"), Map.entry("state", "done"));
    }

    @Test
    void aHeadingRowAboveTheColumnsIsNoProperty() {
        assertThat(
                        properties(
                                macro(
                                        "<table><tbody><tr><th>Key</th><th>Value</th></tr>"
                                                + row("Owner", "Ada")
                                                + row("State", "done")
                                                + "</tbody></table>")))
                .containsExactly(Map.entry("owner", "Ada"), Map.entry("state", "done"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // A heading above names that are no headings themselves.
                "<tr><th>Key</th><th>Value</th></tr><tr><td>Owner</td><td>Ada</td></tr>"
                        + "<tr><td>State</td><td>done</td></tr>",
                // Names without values, and parts of values that are empty.
                "<tr><th>Owner</th><th>State</th><th>Due</th></tr><tr><td>Ada</td><td>done</td></tr>",
                "<tr><th>Owner</th><td></td><td>Ada</td></tr><tr><th>State</th><td>done</td><td></td></tr>"
            })
    void tablesInOtherShapes(String rows) {
        assertThat(properties(macro("<table><tbody>" + rows + "</tbody></table>")))
                .containsExactly(Map.entry("owner", "Ada"), Map.entry("state", "done"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<tr><th>Owner</th><th>Ada</th></tr>",
                "<tr><th>Key</th><th>Value</th></tr><tr><th>Owner</th><td>Ada</td></tr>",
                "<tr><th colspan='2'>Facts</th></tr><tr><td>Owner</td><td>Ada</td></tr>"
            })
    void aSingleProperty(String rows) {
        assertThat(properties(macro("<table><tbody>" + rows + "</tbody></table>")))
                .containsExactly(Map.entry("owner", "Ada"));
    }

    @Test
    void severalMacrosInWhateverElseThePageHas() {
        String table = "<table><tbody>" + row("Owner", "Ada") + "</tbody></table>";
        String other =
                "<table><tbody>" + row("Owner", "Grace") + row("OWNER:", "x") + "</tbody></table>";
        String storage =
                macro(table)
                        + "<ac:layout><ac:layout-section><ac:layout-cell>"
                        + macro(other)
                        + "</ac:layout-cell></ac:layout-section></ac:layout><table><tbody>"
                        + row("Not", "this")
                        + "</tbody></table>";

        assertThat(properties(storage))
                .containsExactly(
                        Map.entry("owner", "Ada"),
                        Map.entry("owner_2", "Grace"),
                        Map.entry("owner_3", "x"));
    }

    @Test
    void namesAreFlatAndValuesOneLine() {
        String table =
                "<table><tbody>"
                        + row("  Größe (m²)!", "a<br />b")
                        + row("id: \"x\"\n---", "---\nid: evil\u202e")
                        + row("!!!", "nothing to call it by")
                        + row("n".repeat(200), "v".repeat(2000))
                        + "</tbody></table>";

        assertThat(properties(macro(table)))
                .containsExactly(
                        Map.entry("größe_m", "a b"),
                        Map.entry("id_x", "--- id: evil"),
                        Map.entry("n".repeat(60), "v".repeat(500) + "..."));
    }

    @Test
    void namesAreComposedAndCutBetweenCharacters() {
        String table =
                "<table><tbody>"
                        + row("Gro\u0308\u00dfe", "1")
                        + row("n".repeat(59) + "\ud835\udc9c", "2")
                        + "</tbody></table>";

        assertThat(properties(macro(table)))
                .containsExactly(Map.entry("gr\u00f6\u00dfe", "1"), Map.entry("n".repeat(59), "2"));
    }

    @Test
    void anEmojiLeavesNothingInAName() {
        assertThat(
                        properties(
                                macro(
                                        "<table><tbody>"
                                                + row("\u26a0\ufe0f Risk", "high")
                                                + row("\u2764\ufe0f", "low")
                                                + "</tbody></table>")))
                .containsExactly(Map.entry("risk", "high"));
    }

    @Test
    void thereAreNoMoreThanFifty() {
        String rows =
                IntStream.range(0, 300)
                        .mapToObj(number -> row("p" + number, "x"))
                        .collect(Collectors.joining());

        assertThat(properties(macro("<table><tbody>" + rows + "</tbody></table>")))
                .hasSize(50)
                .containsKeys("p0", "p49");
    }

    @Test
    void nestedTablesAndMacrosAreReadOnce() {
        String inner = macro("<table><tbody>" + row("Inner", "i") + "</tbody></table>");
        String storage =
                macro(
                        "<table><tbody><tr><th>Outer</th><td><table><tbody>"
                                + row("Deep", "d")
                                + "</tbody></table></td></tr></tbody></table>"
                                + inner);

        assertThat(properties(storage))
                .containsKeys("outer", "inner")
                .doesNotContainKeys("deep", "inner_2");
    }

    @Test
    void whereNobodyWantsThemNothingIsRead() {
        String storage = macro("<table><tbody>" + row("Owner", "Ada") + "</tbody></table>");
        Document without = document(converter(false), storage);
        Document with = document(CONVERTER, storage);

        assertThat(without.ref().details().properties()).isEmpty();
        assertThat(with.ref().details().properties()).containsKey("owner");
        assertThat(with.text()).isEqualTo(without.text());
        assertThat(with.census()).isEqualTo(without.census());
    }
}
