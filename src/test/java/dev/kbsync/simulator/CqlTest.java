package dev.kbsync.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.simulator.content.Accounts;
import dev.kbsync.simulator.content.ContentType;
import dev.kbsync.simulator.cql.CqlParser;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What queries find. The pages: Alpha (with Beta below, labelled), Gamma; a folder and a post. */
class CqlTest extends SimulatorTestBase {
    private String alpha = "";
    private String beta = "";

    @BeforeEach
    void addContent() {
        alpha = site.addPage("DOC", "Alpha", "<p>The quick brown fox</p>");
        beta = site.addPage("DOC", "Beta \"quoted\" \\ one", "<p>jumps &amp; runs</p>", alpha);
        site.addPage(
                "DOC",
                "Gamma",
                "<ac:structured-macro ac:name=\"code\"><ac:plain-text-body>"
                        + "<![CDATA[quick sort]]></ac:plain-text-body></ac:structured-macro>");
        site.add(ContentType.FOLDER, "DOC", "Folder", "", null);
        site.add(ContentType.BLOGPOST, "DOC", "News", "<p>quick news</p>", null);
        site.addSpace("OTHER", "Other");
        site.addPage("OTHER", "Delta", "<p>far away</p>");
        site.label(beta, "runbook", "ops");
        site.addComment(alpha, "<p>a remark</p>");
        site.attach(alpha, "notes.txt", "text/plain", new byte[] {1});
        settle();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type = page and space = DOC                    | 3",
                "type=page and space=doc                        | 3",
                "TYPE = PAGE AND SPACE = \"DOC\"                | 3",
                "type in (page, blogpost) and space in (DOC)    | 4",
                "type = folder                                  | 1",
                "space = NOSUCH                                 | 0",
                "space = DOC and type not in (page,folder,blogpost,comment,attachment) | 0",
                "type = page and title = alpha                  | 1",
                "type = page and title != Alpha and space = DOC | 2",
                "title ~ \"alph*\" and type = page              | 1",
                "title ~ \"alph\" and type = page               | 0",
                "text ~ \"fox quick\"                           | 1",
                "text ~ \"fox sort\"                            | 0",
                "text ~ quick and type = page                   | 2",
                "text ~ \"\\\"brown fox\\\"\"                   | 1",
                "text ~ \"\\\"fox brown\\\"\"                   | 0",
                "type = page and text !~ quick and space = DOC  | 1",
                "siteSearch ~ fox                               | 1",
                "label = runbook                                | 1",
                "label in (nothing, OPS)                        | 1",
                "type = page and label != ops and space = DOC   | 2",
                "macro = code                                   | 1",
                "type = space                                   | 2",
                "type = space and space = OTHER                 | 1",
                "type = attachment                              | 1",
                "type = comment                                 | 1",
                "(type = page or type = blogpost) and not label = ops and space = DOC | 3",
                "type = blogpost or type = page and title = Gamma | 2",
                "creator = currentUser() and type = page        | 4",
                "space.title ~ \"documentation\" and type = page | 3",
                "type = whiteboard                              | 0",
                "favourite = currentUser()                      | 0",
            })
    void findsWhatIsAskedFor(String cql, int found) {
        assertThat(client().titles(cql)).hasSize(found);
    }

    @Test
    void knowsTheTree() {
        assertThat(client().titles("ancestor = " + alpha + " and type = page"))
                .containsExactly("Beta \"quoted\" \\ one");
        assertThat(client().titles("parent = " + alpha)).hasSize(1);
        assertThat(client().titles("container = " + alpha)).hasSize(2);
        assertThat(client().titles("id in (" + alpha + ", " + beta + ", 999)"))
                .containsExactly("Alpha", "Beta \"quoted\" \\ one");
        assertThat(client().titles("id = " + alpha)).containsExactly("Alpha");
    }

    @Test
    void escapesInStringsKeepAQueryWhole() {
        assertThat(client().titles("title = \"Beta \\\"quoted\\\" \\\\ one\"")).hasSize(1);
        assertThat(client().titles("title = \"x\\\" or type=page or title=\\\"x\"")).isEmpty();
    }

    @Test
    void peopleAreFoundByAccountId() {
        String own = Accounts.OWN.accountId();
        assertThat(client().titles("contributor = \"" + own + "\" and type = folder")).hasSize(1);
        assertThat(client().titles("creator = \"nobody\"")).isEmpty();
    }

    @Test
    void currentSpaceComesFromTheContextWhichFiltersNothing() {
        String context = "cqlcontext=%7B%22spaceKey%22%3A%22OTHER%22%7D";
        assertThat(
                        client().search("type = page and space = currentSpace()", context)
                                .rows("/title"))
                .containsExactly("Delta");
        assertThat(client().search("type = page", context).rows("/title")).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type =",
                "type = page and",
                "type = page)",
                "(type = page",
                "= page",
                "type page",
                "title = \"open",
                "type = page order lastmodified",
                "order by lastmodified",
                "title = a/b",
                "space = order",
                " ",
                "not type = page",
                "type != page",
                "space not in (DOC) and type = page",
                "title !~ x or type = page",
            })
    void refusesWhatItCannotParse(String cql) {
        TestClient.Reply reply = client().search(cql);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("message").asText()).startsWith("Could not parse cql : ");
        assertThat(reply.json().path("data").path("errors").isArray()).isTrue();
    }

    @Test
    void namesFieldsThatExistWhenOneDoesNot() {
        assertThat(
                        client().search("type = page and status = current")
                                .json()
                                .path("message")
                                .asText())
                .contains("No field exists with the name: 'status'")
                .contains("Did you mean one of : ")
                .contains("space.key");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type = bogus | Unsupported value for type, got : bogus",
                "type = page and space > A | not supported for the field 'space'",
                "type = page and lastmodified ~ x | not supported for the field 'lastmodified'",
                "lastmodified > tomorrow | Date value 'tomorrow' is invalid",
                "lastmodified > \"2026-02-30\" | Date value '2026-02-30' is invalid",
                "lastmodified > \"2026-02-01T10:00:00Z\" | is invalid",
                "lastmodified > later() | No function exists with the name: later",
                "creator = somebody() | No function exists with the name: somebody",
                "lastmodified > now(\"-4x\") | Invalid increment",
                "title = \"\" | title cannot be empty",
                "type = page order by colour | cannot be ordered by the field: 'colour'",
                "id = x1 | Invalid content id: x1",
            })
    void refusesWhatMeansNothing(String cql, String why) {
        TestClient.Reply reply = client().search(cql);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("message").asText()).contains(why);
    }

    @Test
    void anEmptyTextIsAServerError() {
        TestClient.Reply reply = client().search("text ~ \"\"");
        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.json().path("message").asText()).contains("NullPointerException");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type=page and space in (A,\"B c\") order by created desc,id"
                        + " | type = page AND space in (A,\"B c\") ORDER BY created DESC, id ASC",
                "type=page and(label=a or not label=\"x\\\"y\")"
                        + " | type = page AND (label = a OR (NOT label = \"x\\\"y\"))",
                "created>=now(\"-4w\") | created >= now(\"-4w\")",
            })
    void printsAQueryTheSameWayAgain(String sent, String printed) {
        String once = CqlParser.parse(sent).toString();
        assertThat(once).isEqualTo(printed);
        assertThat(CqlParser.parse(once).toString()).isEqualTo(printed);
    }

    @Test
    void ordersBySeveralKeys() {
        assertThat(client().titles("type = page order by space desc, title desc"))
                .containsExactly("Delta", "Gamma", "Beta \"quoted\" \\ one", "Alpha");
        assertThat(client().titles("type in (page, blogpost) order by type, title"))
                .containsExactly("News", "Alpha", "Beta \"quoted\" \\ one", "Delta", "Gamma");
    }

    @Test
    void ordersByTimeInBothDirections() {
        control.advance(Duration.ofMinutes(5));
        site.edit(alpha, "<p>new</p>");
        settle();
        assertThat(client().titles("type = page order by lastmodified"))
                .containsExactly("Beta \"quoted\" \\ one", "Gamma", "Delta", "Alpha");
        assertThat(client().titles("type = page order by lastmodified desc"))
                .containsExactly("Alpha", "Delta", "Gamma", "Beta \"quoted\" \\ one");
        assertThat(client().titles("type = page order by created desc").get(3)).isEqualTo("Alpha");
    }
}
