package dev.kbsync.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.Instance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.OnExceptionDefinition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operators edit files while routes run. */
class ReloadIT {

    private static final String ROUTE =
            """
            - route:
                id: deliver-to-word
                description: Says a word
                from:
                  uri: direct:deliver-to-word
                  steps:
                    - setBody: { constant: "%s" }
            """;

    private static final String WORD = "4-deliver-to-word.camel.yaml";

    private static final String WORD_SINK = "kamelets/word-sink.kamelet.yaml";

    private static final String KAMELET =
            """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata: { name: word-sink, labels: { camel.apache.org/kamelet.type: sink } }
            spec:
              definition:
                title: Says a word
                properties: { name: { type: string }, word: { type: string } }
              template:
                from:
                  uri: kamelet:source
                  steps:
                    - setBody: { simple: "say {{word}}" }
            """;

    private static final String CALLER =
            ROUTE.replace(
                    "- setBody: { constant: \"%s\" }",
                    "- to: { uri: kamelet:word-sink, parameters: { name: word, word: hello } }");

    private static final List<String> WRONG =
            List.of(
                    "route: x",
                    "- route: x",
                    "- route:\n    id: deliver-to-word\n",
                    "- route:\n    id: deliver-to-word\n    from:\n      steps: []\n",
                    "- rout:\n    id: deliver-to-word\n",
                    "just text",
                    "[]",
                    "# a comment",
                    "- route: [",
                    "- route:\n    id: w\n    from:\n      uri: nosuch:x\n      steps:\n        - log: x\n",
                    "- route:\n    id: w\n    from:\n      uri: direct:w?nosuch=1\n      steps:\n        - log: x\n",
                    "- route:\n    id: w\n    from:\n      uri: direct:w\n      steps:\n        - to: nosuch:x\n",
                    "- route:\n    id: w\n    from:\n      uri: direct:w\n      steps:\n        - setBody: { simple: '${' }\n",
                    "- route:\n    id: w\n    from:\n      uri: direct:w\n      steps:\n        - bean: { ref: runs, method: nosuch }\n",
                    "- route:\n    id: w\n    from:\n      uri: direct:w\n      steps:\n        - to: direct:{{no.such.key}}\n",
                    "- route:\n    id: w\n    from:\n      uri: quartz:w?cron=nonsense\n      steps:\n        - log: x\n",
                    "- templatedRoute: { routeId: w, routeTemplateRef: nosuch }\n",
                    "- routeTemplate: { id: schedule, from: { uri: direct:w, steps: [ { log: x } ] } }\n",
                    "\t- route");

    @TempDir private Path folder;
    private Instance kbsync;
    private RouteFiles files;

    @BeforeEach
    void start() throws IOException {
        Files.createDirectories(folder.resolve("routes"));
        write(ROUTE.formatted("one"));
        kbsync = Instance.in(folder).start();
        files = kbsync.bean(RouteFiles.class);
        assertThat(files.problems()).isEmpty();
    }

    @AfterEach
    void stop() {
        kbsync.close();
    }

    @Test
    void anEditedFileTakesEffect() throws IOException {
        assertThat(word()).isEqualTo("one");
        write(ROUTE.formatted("two"));

        assertThat(files.refresh()).isTrue();
        assertThat(word()).isEqualTo("two");
        assertThat(files.refresh()).isFalse();
    }

    @Test
    void ofABrokenFileTheLastGoodTextRunsOn() throws IOException {
        write(ROUTE.formatted("two").replace("setBody", "setBoddy"));
        files.refresh();

        assertThat(word()).isEqualTo("one");
        assertThat(files.problems().get("4-deliver-to-word.camel.yaml"))
                .contains("setBoddy", "line 7", "its last good version keeps running");

        write(ROUTE.formatted("three"));
        files.refresh();
        assertThat(word()).isEqualTo("three");
        assertThat(files.problems()).isEmpty();
    }

    @Test
    void aMissingBeanDoesNotStopTheRouteThatRan() throws IOException {
        write(ROUTE.formatted("two") + "        - bean: { ref: noSuchBean, method: x }\n");
        files.refresh();

        assertThat(word()).isEqualTo("one");
        assertThat(files.problems().get("4-deliver-to-word.camel.yaml")).contains("noSuchBean");
    }

    @Test
    void anEmptyFileInTheMiddleOfBeingWrittenDoesNoHarm() throws IOException {
        write("");
        files.refresh();

        assertThat(word()).isEqualTo("one");
    }

    @Test
    void ofADeletedFileTheRoutesGo() throws IOException {
        Files.delete(folder.resolve("routes/4-deliver-to-word.camel.yaml"));
        files.refresh();

        assertThat(kbsync.bean(CamelContext.class).getRoute("deliver-to-word")).isNull();
        assertThat(kbsync.bean(CamelContext.class).getRoute("deliver-to-file")).isNotNull();
    }

    @Test
    void aRouteThatLeavesItsFileGoes() throws IOException {
        write(ROUTE.formatted("one") + ROUTE.formatted("x").replace("-word", "-other"));
        files.refresh();
        assertThat(kbsync.bean(CamelContext.class).getRoute("deliver-to-other")).isNotNull();

        write(ROUTE.formatted("one"));
        files.refresh();
        assertThat(kbsync.bean(CamelContext.class).getRoute("deliver-to-other")).isNull();
    }

    @Test
    void aChangeOfTheFailuresHoldsForEveryRoute() throws IOException {
        write(
                ROUTE.formatted("one")
                        .replace(
                                "setBody: { constant: \"one\" }",
                                "throwException: { exceptionType: java.io.IOException, message: x }"));
        Path failures = folder.resolve("routes/9-failures.camel.yaml");
        String text = Files.readString(failures);
        Files.writeString(
                failures,
                text.substring(0, text.indexOf("    onException:"))
                        + """
                            onException:
                              - onException:
                                  exception: [ java.lang.Exception ]
                                  handled: { constant: "true" }
                                  steps:
                                    - setBody: { constant: "handled anew" }
                        """);
        files.refresh();

        assertThat(files.problems()).isEmpty();
        assertThat(word()).isEqualTo("handled anew");
    }

    @Test
    void aRouteConfigurationHoldsForTheRoutesOfItsOwnFile() throws IOException {
        String failing =
                """
                - routeConfiguration:
                    id: words
                    onException:
                      - onException:
                          exception: [ java.lang.IllegalStateException ]
                          handled: { constant: "true" }
                          steps:
                            - setBody: { constant: "%s" }
                - route:
                    id: deliver-to-word
                    routeConfigurationId: words
                    from:
                      uri: direct:deliver-to-word
                      steps:
                        - throwException:
                            exceptionType: java.lang.IllegalStateException
                            message: no word
                """;
        for (String word : List.of("first", "second", "third")) {
            write(failing.formatted(word));
            files.refresh();

            assertThat(files.problems()).isEmpty();
            assertThat(word()).isEqualTo(word);
        }
    }

    @Test
    void theShippedRouteToConfluenceRetries() {
        assertThat(
                        kbsync.bean(ModelCamelContext.class)
                                .getRouteDefinition("confluence")
                                .getOutputs())
                .filteredOn(OnExceptionDefinition.class::isInstance)
                .hasSize(3);
    }

    @Test
    void whateverIsWrongTheRouteThatRanIsNotTouched() throws IOException {
        Route before = route("deliver-to-word");
        for (String text : WRONG) {
            write(text);
            files.refresh();

            assertThat(route("deliver-to-word")).as(text).isSameAs(before);
            assertThat(word()).as(text).isEqualTo("one");
            assertThat(files.problems()).as(text).containsOnlyKeys(WORD);
            assertThat(files.problems().get(WORD))
                    .startsWith(WORD)
                    .contains("its last good version keeps running")
                    .doesNotContain("\n");
        }

        write(ROUTE.formatted("one"));
        files.refresh();
        assertThat(files.problems()).isEmpty();
    }

    @Test
    void aStepThatCannotBeMadeIsNamedWithItsLine() throws IOException {
        write(ROUTE.formatted("two") + "        - bean: { ref: noSuchBean, method: x }\n");
        files.refresh();

        assertThat(files.problems().get(WORD)).contains("line 8", "step", "noSuchBean");

        write(ROUTE.replace("setBody: { constant: \"%s\" }", "bean: { ref: noOther, method: x }"));
        files.refresh();
        assertThat(files.problems().get(WORD)).contains("line 7", "step", "noOther");
    }

    @Test
    void aCopyIsRefusedByTheNamesOfBothAndItsDeletionDoesNoHarm() throws IOException {
        Path copy = folder.resolve("routes/4-deliver-to-word (copy).camel.yaml");
        Files.writeString(copy, ROUTE.formatted("copied"));
        files.refresh();

        assertThat(word()).isEqualTo("one");
        assertThat(files.problems().get(copy.getFileName().toString()))
                .contains(WORD, copy.getFileName().toString(), "the route \"deliver-to-word\"");

        Files.delete(copy);
        files.refresh();
        assertThat(files.problems()).isEmpty();
        assertThat(word()).isEqualTo("one");

        Files.writeString(copy, ROUTE.formatted("copied"));
        files.refresh();
        Files.delete(folder.resolve("routes/" + WORD));
        files.refresh();
        assertThat(files.problems()).isEmpty();
        assertThat(word()).as("nobody else has the name any more").isEqualTo("copied");
    }

    @Test
    void aCopyThatWasThereAtTheStartDoesNotTakeOver() throws IOException {
        kbsync.close();
        Files.writeString(
                folder.resolve("routes/4-deliver-to-word-copy.camel.yaml"),
                ROUTE.formatted("copied"));
        kbsync = Instance.in(folder).start();
        files = kbsync.bean(RouteFiles.class);

        assertThat(word()).isEqualTo("one");
        assertThat(files.problems()).containsOnlyKeys("4-deliver-to-word-copy.camel.yaml");
    }

    @Test
    void anAddressThatIsTakenIsRefused() throws IOException {
        for (String address :
                List.of(
                        "direct:deliver-to-word",
                        "direct://deliver-to-word",
                        "direct:deliver-to-word?timeout=1")) {
            refusesAddress(address);
        }
    }

    private void refusesAddress(String address) throws IOException {
        Files.writeString(
                folder.resolve("routes/5-other.camel.yaml"),
                ROUTE.formatted("other")
                        .replace("id: deliver-to-word", "id: other")
                        .replace("uri: direct:deliver-to-word", "uri: " + address));
        files.refresh();

        assertThat(files.problems().get("5-other.camel.yaml"))
                .contains(WORD, "a route from \"direct://deliver-to-word\"");
        assertThat(word()).isEqualTo("one");
        assertThat(route("other")).isNull();
    }

    @Test
    void aCopiedTemplateOrRouteConfigurationIsRefused() throws IOException {
        refusesCopyOf("1-schedule");
        refusesCopyOf("8-confluence");
    }

    private void refusesCopyOf(String name) throws IOException {
        String text = Files.readString(folder.resolve("routes/" + name + ".camel.yaml"));
        Files.writeString(
                folder.resolve("routes/" + name + "-old.camel.yaml"),
                text.contains("- route:") ? text.substring(0, text.indexOf("- route:")) : text);
        var template = camel().getRouteTemplateDefinition("schedule");
        files.refresh();

        assertThat(files.problems().get(name + "-old.camel.yaml")).contains(name + ".camel.yaml");
        assertThat(camel().getRouteTemplateDefinition("schedule")).isSameAs(template);
    }

    @Test
    void aRouteMovesFromOneFileToAnother() throws IOException {
        write(ROUTE.formatted("one") + ROUTE.formatted("x").replace("-word", "-other"));
        files.refresh();
        write(ROUTE.formatted("one"));
        Files.writeString(
                folder.resolve("routes/2-other.camel.yaml"),
                ROUTE.formatted("y").replace("-word", "-other"));
        files.refresh();

        assertThat(files.problems()).isEmpty();
        assertThat(route("deliver-to-other")).isNotNull();
    }

    @Test
    void aWrongCronInTheScheduleIsBlamedOnItsFile() throws IOException {
        Path file = folder.resolve("routes/1-schedule.camel.yaml");
        var before = camel().getRouteTemplateDefinition("schedule");
        Files.writeString(
                file, Files.readString(file).replace("cron: \"{{cron}}\"", "cron: nonsense"));
        files.refresh();

        assertThat(files.problems()).containsOnlyKeys("1-schedule.camel.yaml");
        assertThat(camel().getRouteTemplateDefinition("schedule")).isSameAs(before);
    }

    @Test
    void anEditedTemplateOfAnyNameTakesEffectInTheFilesThatUseIt() throws IOException {
        String template =
                """
                - routeTemplate:
                    id: saying
                    parameters: [ { name: word } ]
                    from:
                      uri: direct:say-{{word}}
                      steps:
                        - setBody: { constant: "say {{word}}" }
                """;
        Path file = folder.resolve("routes/3-saying.camel.yaml");
        Files.writeString(file, template);
        Files.writeString(
                folder.resolve("routes/5-hello.camel.yaml"),
                "- templatedRoute: { routeTemplateRef: saying, parameters: [ { name: word, value: hello } ] }\n");
        files.refresh();
        assertThat(files.problems()).isEmpty();
        assertThat(ask("direct:say-hello")).isEqualTo("say hello");

        Files.writeString(file, template.replace("say {{word}}", "shout {{word}}"));
        files.refresh();
        assertThat(ask("direct:say-hello")).isEqualTo("shout hello");
    }

    @Test
    void fiftyReloadsLeaveTheSameRoutesAndEndpoints() throws IOException {
        Path schedule = folder.resolve("routes/1-schedule.camel.yaml");
        Path failures = folder.resolve("routes/9-failures.camel.yaml");
        String[] texts = {Files.readString(schedule), Files.readString(failures)};
        List<String> before = state();
        for (int i = 0; i < 50; i++) {
            write(ROUTE.formatted("one") + "# " + i);
            Files.writeString(schedule, texts[0] + "# " + i);
            if (i % 10 == 0) {
                Files.writeString(failures, texts[1] + "# " + i);
            }
            files.refresh();
        }
        assertThat(files.problems()).isEmpty();
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void anEditedKameletTakesEffectInTheRoutesThatCallIt() throws IOException {
        kamelet(KAMELET);
        write(CALLER);
        files.refresh();
        assertThat(files.problems()).isEmpty();
        assertThat(word()).isEqualTo("say hello");

        kamelet(KAMELET.replace("say", "shout"));
        files.refresh();
        assertThat(files.problems()).isEmpty();
        assertThat(word()).isEqualTo("shout hello");

        write(CALLER.replace("hello", "good-bye"));
        files.refresh();
        assertThat(word()).isEqualTo("shout good-bye");
    }

    @Test
    void ofABrokenKameletTheLastGoodTextRunsOn() throws IOException {
        kamelet(KAMELET);
        write(CALLER);
        files.refresh();
        for (String text :
                List.of(
                        "",
                        "kind: Kamelet",
                        "apiVersion: [",
                        KAMELET.replace("setBody", "setBoddy"),
                        KAMELET.replace("setBody: { simple:", "bean: { ref:"),
                        KAMELET.replace("setBody: { simple: \"say", "to: { uri: \"nosuch:"),
                        KAMELET.replace("{{word}}", "{{wort}}"),
                        KAMELET.replace("name: word-sink", "name: other-sink"))) {
            kamelet(text);
            files.refresh();

            assertThat(word()).as(text).isEqualTo("say hello");
            assertThat(files.problems()).as(text).containsKey(WORD_SINK);
            assertThat(files.problems().get(WORD_SINK))
                    .contains("its last good version keeps running");
        }
        // Others can be edited meanwhile.
        write(CALLER.replace("hello", "good-bye"));
        files.refresh();
        assertThat(word()).isEqualTo("say good-bye");

        kamelet(KAMELET);
        files.refresh();
        assertThat(files.problems()).isEmpty();
    }

    @Test
    void aStepOfAKameletThatCannotBeMadeIsNamedWithItsLine() throws IOException {
        kamelet(KAMELET);
        write(CALLER);
        files.refresh();
        kamelet(
                KAMELET.replace(
                        "setBody: { simple: \"say {{word}}\" }", "bean: { ref: noSuchBean }"));
        files.refresh();

        assertThat(files.problems().get(WORD_SINK)).contains("line 12", "noSuchBean");
    }

    @Test
    void aShippedKameletIsReplacedByTheOperatorsAndComesBack() throws IOException {
        Path own = folder.resolve("routes/kamelets/file-sink.kamelet.yaml");
        String shipped = Files.readString(Path.of("routes/kamelets/file-sink.kamelet.yaml"));
        Files.createDirectories(own.getParent());
        Files.writeString(own, shipped.replace("title: Folder of files", "title: Ours"));
        files.refresh();
        assertThat(files.problems()).isEmpty();

        Files.delete(own);
        files.refresh();
        assertThat(files.problems()).isEmpty();
        assertThat(route("deliver-to-file")).isNotNull();
    }

    @Test
    void fiftyReloadsOfKameletsAndTheirCallersLeaveTheSameRoutesAndEndpoints() throws IOException {
        kamelet(KAMELET);
        write(CALLER);
        files.refresh();
        ask("direct:deliver-to-word");
        List<String> before = state();
        for (int i = 0; i < 50; i++) {
            kamelet(KAMELET + "# " + i);
            write(CALLER + "# " + (i / 2));
            files.refresh();
        }

        assertThat(files.problems()).isEmpty();
        assertThat(word()).isEqualTo("say hello");
        assertThat(state()).hasSameSizeAs(before);
    }

    private void kamelet(String text) throws IOException {
        Path file = folder.resolve("routes/" + WORD_SINK);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void aFileThatCannotBeReadHarmsNoOther() throws IOException {
        Files.write(folder.resolve("routes/5-latin.camel.yaml"), new byte[] {'#', (byte) 0xe4});
        Files.createDirectories(folder.resolve("routes/6-folder.camel.yaml"));
        Files.writeString(folder.resolve("routes/7-a\n\u001b[31mERROR.camel.yaml"), "x");
        write(ROUTE.formatted("two"));
        files.refresh();

        assertThat(word()).isEqualTo("two");
        assertThat(files.problems())
                .containsOnlyKeys(
                        "5-latin.camel.yaml", "6-folder.camel.yaml", "7-a [31mERROR.camel.yaml");
        assertThat(files.problems().values())
                .allSatisfy(problem -> assertThat(problem).doesNotContain("\n", "\u001b"));
    }

    private List<String> state() {
        List<String> state = new ArrayList<>();
        camel().getRoutes().forEach(route -> state.add("route " + route.getId()));
        camel().getRouteDefinitions().forEach(d -> state.add("definition " + d.getId()));
        camel().getRouteTemplateDefinitions().forEach(d -> state.add("template " + d.getId()));
        camel().getRouteConfigurationDefinitions().forEach(d -> state.add("conf " + d.getId()));
        camel().getEndpoints().forEach(e -> state.add("endpoint " + e.getEndpointUri()));
        // Camel counts the routes that it makes of Kamelets.
        state.replaceAll(entry -> entry.replaceAll("-sink-\\d+", "-sink"));
        state.sort(null);
        return state;
    }

    private ModelCamelContext camel() {
        return (ModelCamelContext) kbsync.bean(CamelContext.class);
    }

    private Route route(String id) {
        return camel().getRoute(id);
    }

    private String ask(String endpoint) {
        return kbsync.bean(ProducerTemplate.class).requestBody(endpoint, "", String.class);
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("routes/4-deliver-to-word.camel.yaml"), text);
    }

    private String word() {
        return ask("direct:deliver-to-word");
    }
}
