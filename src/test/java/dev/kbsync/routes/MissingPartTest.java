package dev.kbsync.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a part of Camel is missing, it is said which jar has it and where that goes. */
class MissingPartTest {

    private static final String ROUTE =
            """
            - route:
                id: notify
                from:
                  uri: direct:notify
                  steps:
                    - %s
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    to: "slack:general"                 | component "slack"     | camel-slack-4
                    to: "smtps:host?username=x"         | component "smtps"     | camel-mail-4
                    setBody: { jq: .title }             | language "jq"         | camel-jq-4
                    marshal: { tarFile: {} }            | data format "tarFile" | camel-tarfile-4
                    """)
    void itIsSaidWhichJarHasIt(String step, String part, String jar) throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.start();

            Exception failure =
                    catchException(
                            () ->
                                    RouteFile.read(
                                                    camel,
                                                    "5-notify.camel.yaml",
                                                    ROUTE.formatted(step))
                                            .add(camel));

            assertThat(RouteFileException.of(failure).reason())
                    .startsWith("kbsync brings no " + part + "; check the name, or put " + jar)
                    .endsWith(
                            ".jar, and the jars it needs, into the folder lib beside kbsync's jar, and restart kbsync");
        }
    }
}
