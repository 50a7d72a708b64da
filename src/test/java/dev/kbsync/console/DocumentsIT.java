package dev.kbsync.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.ConsoleClient;
import dev.kbsync.ConsoleClient.Answer;
import dev.kbsync.Instance;
import dev.kbsync.KnowledgeBase;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.control.SiteControl;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The list of documents and the page of one, by plain requests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DocumentsIT {

    private static final String HOSTILE =
            """
            <p>The fuse is K2-17.</p><h1>Fuses</h1>
            <p><a href="javascript:alert(1)">x</a> &lt;script&gt;alert(2)&lt;/script&gt;</p>
            <ac:structured-macro ac:name="status"><ac:parameter ac:name="title">Done</ac:parameter></ac:structured-macro>
            <ac:structured-macro ac:name="made-up"><ac:rich-text-body><p>kept</p></ac:rich-text-body></ac:structured-macro>
            <ac:image><ri:url ri:value="https://example.com/pixel.png"/></ac:image>
            """;

    private final int port = ConsoleClient.freePort();
    private final KnowledgeBase sink = new KnowledgeBase();
    private Simulator atlassian;
    private SiteControl site;
    private Instance kbsync;
    private ConsoleClient console;
    private String pump = "";
    private String bad = "";
    private String gone = "";
    private String shut = "";

    @BeforeAll
    void start(@TempDir Path folder) {
        atlassian = Simulator.start(SimulatorOptions.bare());
        site = atlassian.control().site();
        site.addSpace("ENG", "Engineering");
        site.addSpace("HR", "People");
        pump = site.addPage("ENG", "<b>Pumps</b>", HOSTILE);
        bad = site.addPage("HR", "Holidays", "<p>x</p>");
        IntStream.range(0, 60)
                .forEach(number -> site.addPage("HR", "Form " + number, "<p>A form.</p>"));
        gone = site.addPage("HR", "Gone", "<p>x</p>");
        shut = site.addPage("HR", "Shut", "<p>secret</p>");
        sink.refuse(bad);
        kbsync =
                Instance.in(folder)
                        .atlassian(atlassian)
                        .site(atlassian.sites().get(0))
                        .set("kbsync.deliver.to", "file,http,search")
                        .set("kbsync.deliver.http.url", sink.url())
                        .console(port)
                        .start();
        console = new ConsoleClient(port).login();
        kbsync.full();
    }

    @AfterAll
    void stop() {
        kbsync.close();
        atlassian.close();
        sink.close();
    }

    private Answer document(String id) {
        return console.get("/sites/demo/documents/" + id);
    }

    private Answer content(String id) {
        return console.fetch("/sites/demo/documents/" + id + "/content");
    }

    private List<String> titles(String query) {
        return console.get("/documents" + query).page().select("td.title a").eachText();
    }

    @Test
    @Order(1)
    void theListIsSearchedByTitleSpaceStateAndText() {
        assertThat(console.get("/documents").text()).contains("64 documents", "page 1 of 2");
        assertThat(titles("")).hasSize(50).contains("<b>Pumps</b>");
        assertThat(titles("?page=2")).hasSize(14);
        String next = console.get("/documents?site=demo").page().select("a[rel=next]").attr("href");
        assertThat(console.get(next).page().select("td.title a")).hasSize(14);
        assertThat(console.get(next).page().select("a[rel=prev]").attr("href"))
                .endsWith("page=1")
                .contains("site=demo");
        assertThat(titles("?page=9")).as("past the end").isEqualTo(titles("?page=2"));
        assertThat(titles("?q=b%3Epump")).containsExactly("<b>Pumps</b>");
        assertThat(titles("?space=eng")).containsExactly("<b>Pumps</b>");
        assertThat(titles("?state=failed")).containsExactly("Holidays");
        assertThat(titles("?q=which+fuse&in=text").get(0)).isEqualTo("<b>Pumps</b>");
        assertThat(titles("?q=fuse&in=text&state=failed")).isEmpty();
        assertThat(console.get("/documents?q=nothing").text())
                .contains("No document is like that.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "state=lost | There is no state \"lost\"; the states are: withheld, failed,",
                "q=a&in=body | Documents are searched by title or text, not by \"body\"."
            })
    void whatMakesNoSenseGetsOneSentence(String query, String sentence) {
        Answer answer = console.get("/documents?" + query);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.page().select("[role=alert]").text()).contains(sentence);
        assertThat(answer.page().select("#q")).hasSize(1);
    }

    @Test
    void aDocumentShowsWhereItIsAndWhatItIsMadeOf() {
        Answer page = document(pump);

        assertThat(page.page().select("h1").text()).isEqualTo("<b>Pumps</b>");
        assertThat(page.page().select("li:has(h3) h3, li:has(h3) .badge").eachText())
                .containsExactly("file", "delivered", "http", "delivered", "search", "delivered");
        assertThat(page.page().select("li dd").eachText())
                .containsOnlyOnce("demo/ENG/b-Pumps-b-" + pump + ".md");
        assertThat(page.page().select("li dd a").eachAttr("href"))
                .containsExactly(sink.url().replaceAll("/$", "") + "/" + documentId(page));
        Answer made = content(pump);
        assertThat(made.page().select(".rendered h3").text()).isEqualTo("Fuses");
        assertThat(made.page().select(".rendered a[href^=javascript], script, img")).isEmpty();
        assertThat(made.page().select("pre.source").eachText())
                .anyMatch(text -> text.contains("title: \"<b>Pumps</b>\""))
                .anyMatch(text -> text.contains("<ac:structured-macro ac:name=\"status\">"))
                .anyMatch(text -> text.startsWith("The fuse is K2-17."));
        assertThat(made.page().select("ol.chunks li").text()).contains("ENG › <b>Pumps</b>");
        assertThat(made.page().select("tr:has(td:matchesOwn(^made-up$)) td").eachText())
                .containsExactly("made-up", "0", "0", "0", "1");
        assertThat(made.page().select("tr:has(td:matchesOwn(^status$)) td").eachText())
                .containsExactly("status", "1", "0", "0", "0");
    }

    private static String documentId(Answer page) {
        return page.page().select("dd.mono").get(0).text();
    }

    @Test
    void aFailedPageSaysWhy() {
        Answer page = document(bad);

        assertThat(page.page().select("[role=alert]").text()).contains("stage deliver, once");
        assertThat(page.text()).contains("failed", "never");
        assertThat(page.page().select("tr:has(a[href^=/runs/]) td").eachText())
                .contains("failed, deliver");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void whatConfluenceDoesNotShowLeavesTheRest() {
        site.trash(gone);
        site.restrictVisibly(shut);

        assertThat(document(gone).page().select("h1").text()).isEqualTo("Gone");
        assertThat(content(gone).text()).contains("it was deleted, or is hidden");
        assertThat(content(shut).text())
                .contains("The page is restricted")
                .doesNotContain("secret");
    }

    @Test
    void aDocumentLeadsToTheRuleThatLeavesItOut() {
        assertThat(document(pump).page().select("a[href*=exclude=]").attr("href"))
                .isEqualTo("/sites/demo/rules?exclude=" + pump + "#propose");
    }

    @Test
    void aDocumentIsDeliveredAgainFromItsPage() {
        sink.takePut();

        Answer after = console.submit(document(pump), "form[action$=/redeliver]", Map.of());

        assertThat(after.location().getPath()).isEqualTo("/sites/demo/documents/" + pump);
        assertThat(after.text()).contains("One document is delivered again now.");
        kbsync.changes();
        assertThat(sink.takePut()).contains(pump);
    }

    @Test
    void aPageThatIsNoNumberIsRefused() {
        assertThat(console.get("/documents?page=x").status()).isEqualTo(400);
        assertThat(console.get("/documents?page=99999999999").status()).isEqualTo(400);
        assertThat(titles("?page=0&space=eng")).containsExactly("<b>Pumps</b>");
    }

    @Test
    void onlyTheConsolesScriptAsksConfluence() {
        assertThat(console.get("/sites/demo/documents/" + pump + "/content").status())
                .isEqualTo(404);
        assertThat(document("4711").status()).isEqualTo(404);
        assertThat(console.get("/sites/nope/documents/" + pump).status()).isEqualTo(404);
        assertThat(new ConsoleClient(port).get("/documents").location().getPath())
                .isEqualTo("/login");
    }
}
