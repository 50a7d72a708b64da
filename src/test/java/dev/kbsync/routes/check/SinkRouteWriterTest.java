package dev.kbsync.routes.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The route of a new sink of any shipped kind has every parameter, and passes the check. */
class SinkRouteWriterTest {

    private static final Path ROUTES = Path.of("routes");

    static List<String> kinds() {
        return new KameletCatalog(ROUTES).kinds();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aWrittenRouteIsCompleteAndRight(String kind) {
        KameletDefinition kamelet = new KameletCatalog(ROUTES).find(kind + "-sink").orElseThrow();
        String text = new SinkRouteWriter(kamelet, "team-wiki").text();

        StandardEnvironment settings = new StandardEnvironment();
        kamelet.parameters()
                .keySet()
                .forEach(
                        key ->
                                settings.getPropertySources()
                                        .addFirst(
                                                new MapPropertySource(
                                                        key,
                                                        Map.of(
                                                                "kbsync.sinks.team-wiki." + key,
                                                                "x"))));
        RouteChecks checks =
                new RouteChecks(
                        ROUTES, new StaticListableBeanFactory(), settings, Set.of("team-wiki"));

        assertThat(checks.check(Map.of("4-deliver-to-team-wiki.camel.yaml", text)))
                .filteredOn(finding -> !finding.text().startsWith("nothing sets"))
                .as(text)
                .isEmpty();
        assertThat(text).contains("kamelet:" + kind + "-sink", "name: team-wiki");
        kamelet.parameters()
                .forEach(
                        (key, parameter) ->
                                assertThat(text).contains(key + ":", parameter.title()));
        assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(140));
    }
}
