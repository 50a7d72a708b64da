package dev.kbsync.routes.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Each kind of mistake is found, with its line and the name that was probably meant. */
class RouteChecksTest {

    private static final String WIKI = "4-deliver-to-wiki.camel.yaml";

    /** A sink's route without a mistake; the Kamelet is called in line 9. */
    private static final String GOOD =
            """
            - route:
                id: deliver-to-wiki
                description: Delivers to the wiki
                from:
                  uri: direct:deliver-to-wiki
                  steps:
                    - to:
                        id: to-wiki
                        uri: kamelet:http-sink
                        parameters:
                          name: wiki
                          url: "RAW({{kbsync.sinks.wiki.url}})"
                          wait: "5000"
                    - bean: { ref: shelf, method: "tidy(${body})" }
            """;

    private final RouteChecks checks =
            new RouteChecks(Path.of("routes"), beans(), settings(), Set.of("wiki"));

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("steps:", "stepz:", 5, "schema"),
                mistake("- to:", "- two:", 7, "schema"),
                mistake(
                        "          name: wiki\n",
                        "          name: wiki\n              tokn: x\n",
                        12,
                        "no parameter \"tokn\""),
                mistake("wait:", "weit:", 13, "no parameter \"weit\"; did you mean \"wait\"?"),
                mistake("wait: \"5000\"", "wait: soon", 13, "of type integer"),
                mistake(
                        "wait: \"5000\"",
                        "wait: \"{{kbsync.sinks.wiki.url}}\"",
                        13,
                        "of type integer"),
                mistake(
                        "              url: \"RAW({{kbsync.sinks.wiki.url}})\"\n",
                        "",
                        9,
                        "needs the parameter \"url\""),
                mistake(
                        "kamelet:http-sink",
                        "kamelet:htp-sink",
                        9,
                        "no Kamelet \"htp-sink\"; did you mean \"http-sink\"?"),
                mistake("kamelet:http-sink", "kamelet:http-sink/mine", 9, "fixed id"),
                mistake(
                        "sinks.wiki.url",
                        "sinks.wiki.ulr",
                        12,
                        "nothing sets \"kbsync.sinks.wiki.ulr\"; set it, or write a default after a colon; did you mean \"kbsync.sinks.wiki.url\"?"),
                mistake(
                        "ref: shelf",
                        "ref: shelv",
                        14,
                        "no bean \"shelv\"; did you mean \"shelf\"?"),
                mistake("tidy(", "tydi(", 14, "no method \"tydi\"; did you mean \"tidy\"?"),
                mistake(
                        "- bean:",
                        "- to: direct:nowhere\n        - bean:",
                        14,
                        "no route reads \"direct:nowhere\""),
                mistake(
                        "\"RAW({{kbsync.sinks.wiki.url}})\"",
                        "https://ann:pw@kb.example/",
                        12,
                        "a secret stands in the file"),
                mistake(
                        "- bean:",
                        "- setHeader: { name: Authorization, constant: Bearer abc }\n        - bean:",
                        14,
                        "a secret stands in the file"),
                mistake(
                        "- bean:",
                        "- to: { uri: \"http:x\", parameters: { authPassword: pw } }\n        - bean:",
                        14,
                        "a secret stands in the file"),
                mistake(
                        "    id: deliver-to-wiki",
                        "    id: deliver-to-wikki",
                        1,
                        "no route \"deliver-to-wiki\""),
                mistake("    id: deliver-to-wiki\n", "", 2, "no id"),
                mistake("- route:", "- route: [", 0, "no YAML"));
    }

    private static Arguments mistake(String good, String wrong, int line, String said) {
        return Arguments.of(good, wrong, line, said);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsFoundInItsLine(String good, String wrong, int line, String said) {
        assertThat(GOOD).contains(good);

        List<Finding> findings = check(GOOD.replace(good, wrong));

        assertThat(findings)
                .as(findings.toString())
                .anyMatch(
                        finding ->
                                finding.isError()
                                        && finding.text().contains(said)
                                        && (line == 0 || finding.line() == line));
        assertThat(findings.toString()).doesNotContain("ann:pw", "Bearer abc");
    }

    @Test
    void aGoodFileHasNoFinding() {
        assertThat(check(GOOD)).isEmpty();
    }

    @Test
    void whatBelongsInARouteIsOnlyAWarning() {
        List<Finding> findings = check(GOOD.replace("    description: Delivers to the wiki\n", ""));

        assertThat(findings).singleElement().extracting(Finding::isError).isEqualTo(false);
    }

    @Test
    void addressesAndIdsAreTakenOnceInAllFiles() {
        Map<String, String> files = new TreeMap<>();
        files.put(WIKI, GOOD);
        files.put("5-copy.camel.yaml", GOOD);

        assertThat(checks.check(files))
                .extracting(Finding::text)
                .anyMatch(
                        text ->
                                text.contains(
                                        "the route \"deliver-to-wiki\" is in " + WIKI + " already"))
                .anyMatch(text -> text.contains("reads \"direct:deliver-to-wiki\" already"));
    }

    @Test
    void theShippedFilesSayNothingOfSinksThatAreOffOrOfWhatKbsyncCalls() throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (String name : List.of("4-deliver-to-dify", "9-failures")) {
            Path file = Path.of("routes", name + ".camel.yaml");
            files.put(file.getFileName().toString(), Files.readString(file));
        }

        assertThat(checks.check(files))
                .extracting(Finding::toString)
                .noneMatch(text -> text.contains("nobody feeds"))
                .noneMatch(text -> text.contains("no route sends to"));
    }

    @Test
    void aSinkThatNobodyFeedsIsAWarning() {
        Map<String, String> files =
                Map.of("4-deliver-to-other.camel.yaml", GOOD.replace("-wiki", "-other"));

        assertThat(checks.check(files))
                .singleElement()
                .extracting(Finding::toString)
                .asString()
                .contains("warning", "nobody feeds the sink \"other\"", "kbsync.deliver.to");
    }

    @Test
    void aParameterThatCamelKeepsForItselfIsAMistakeOfTheKamelet() throws IOException {
        String kamelet = Files.readString(Path.of("routes/kamelets/http-sink.kamelet.yaml"));

        assertThat(checks.check(Map.of("kamelets/other.kamelet.yaml", kamelet)))
                .extracting(Finding::text)
                .anyMatch(
                        text ->
                                text.contains(
                                        "metadata.name is \"http-sink\", but the file is called \"other\""));
    }

    /** As graphical editors write addresses, and where options tell them apart. */
    @Test
    void addressesOfAllFormsAreToldApart() {
        String split =
                """
                - route:
                    id: %1$s
                    description: Reads %1$s
                    from:
                      uri: direct
                      parameters:
                        name: %1$s
                      steps:
                        - to: { id: to-%1$s, uri: "direct:%2$s" }
                """;
        String files =
                """
                - route:
                    id: %1$s
                    description: Reads %1$s
                    from:
                      uri: "file:in?include=%1$s"
                      steps:
                        - log: { id: log-%1$s, message: "x" }
                """;
        Map<String, String> all = new TreeMap<>();
        all.put("5-one.camel.yaml", split.formatted("one", "two"));
        all.put("5-two.camel.yaml", split.formatted("two", "one"));
        all.put("6-a.camel.yaml", files.formatted("a"));
        all.put("6-b.camel.yaml", files.formatted("b"));

        assertThat(checks.check(all)).isEmpty();

        all.put(
                "7-again.camel.yaml",
                split.formatted("one", "two").replace("id: one", "id: again"));
        assertThat(checks.check(all))
                .extracting(Finding::text)
                .anyMatch(text -> text.contains("reads \"direct:one\" already"));
    }

    private List<Finding> check(String text) {
        return checks.check(Map.of(WIKI, text));
    }

    /** Has a method that routes call. */
    public static final class Shelf {

        public void tidy(Object body) {}
    }

    private static StaticListableBeanFactory beans() {
        return new StaticListableBeanFactory(Map.of("shelf", new Shelf()));
    }

    private static StandardEnvironment settings() {
        StandardEnvironment settings = new StandardEnvironment();
        settings.getPropertySources()
                .addFirst(
                        new MapPropertySource(
                                "test", Map.of("kbsync.sinks.wiki.url", "https://kb.example")));
        return settings;
    }
}
