package dev.kbsync.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kbsync.simulator.content.Accounts;
import dev.kbsync.simulator.content.ContentType;
import dev.kbsync.simulator.http.Answer;
import dev.kbsync.simulator.http.Json;
import dev.kbsync.simulator.http.Request;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The simulator answers as Atlassian describes its interface. */
class DescriptionsTest extends SimulatorTestBase {
    private static final String V1 = "/wiki/rest/api";
    private static final String V2 = "/wiki/api/v2";

    private static final String SCOPES =
            "search:confluence read:confluence-content.all read:confluence-user"
                    + " read:confluence-groups readonly:content.attachment:confluence"
                    + " read:user:confluence read:group:confluence read:space:confluence"
                    + " read:page:confluence read:attachment:confluence read:comment:confluence"
                    + " read:content.metadata:confluence read:hierarchical-content:confluence"
                    + " read:folder:confluence read:label:confluence"
                    + " read:configuration:confluence read:content-details:confluence";

    private final Descriptions descriptions = new Descriptions();

    @Override
    SimulatorOptions options() {
        return super.options().watcher(descriptions);
    }

    private TestClient app() {
        return gateway(SCOPES.split(" ", -1));
    }

    private void get(String path) {
        TestClient.Reply reply = app().get(path);
        assertThat(reply.status()).as("%s: %s", path, reply.body()).isEqualTo(200);
    }

    @Test
    void everyDescribedOperationIsAnsweredAsDescribed() {
        String folder = site.add(ContentType.FOLDER, "DOC", "Folder", "", null);
        String parent = site.addPage("DOC", "Parent", "<p>one</p>", folder);
        String page = site.addPage("DOC", "Page", "<p>two</p>", parent);
        String post = site.add(ContentType.BLOGPOST, "DOC", "Post", "<p>three</p>", null);
        for (String each : List.of(parent, page, post)) {
            site.label(each, "ops");
            site.edit(each, "<p>again</p>");
        }
        site.restrict(page, List.of(Accounts.OWN.accountId()), List.of("engineering"));
        String file = site.attach(page, "a.txt", "text/plain", "a".getBytes(UTF_8));
        String onPost = site.attach(post, "b.txt", "text/plain", "b".getBytes(UTF_8));
        String foot = site.addComment(page, "<p>foot</p>");
        String inline = site.addInlineComment(page, "<p>inline</p>", "again");
        site.reply(foot, "<p>reply</p>");
        site.reply(inline, "<p>reply</p>");
        settle();

        v1(page, file);
        v2(folder, parent, page, post, file, onPost, foot, inline);

        assertThat(descriptions.differences()).isEmpty();
        assertThat(descriptions.seen()).containsAll(descriptions.paths());
    }

    private void v1(String page, String file) {
        String own = Accounts.OWN.accountId();
        String parts =
                "body.storage,version,ancestors,space,history,metadata.labels,childTypes.page,"
                        + "restrictions.read.restrictions.user,restrictions.read.restrictions.group";
        get(
                V1
                        + "/search?limit=2&cql=type%20in%20(page,blogpost,comment,attachment)&expand=content."
                        + parts.replace(",", ",content."));
        get(V1 + "/search?cql=type%3Dspace&excerpt=none");
        get(V1 + "/content/search?cql=type%3Dpage&expand=" + parts);
        get(V1 + "/user/current");
        get(V1 + "/user?accountId=" + own);
        get(V1 + "/user/bulk?accountId=" + own + "&accountId=" + Accounts.TOM.accountId());
        get(V1 + "/user/memberof?accountId=" + own);
        get(V1 + "/group");
        String restriction = V1 + "/content/" + page + "/restriction";
        get(restriction + "?expand=restrictions.user,restrictions.group");
        get(restriction + "/byOperation");
        get(restriction + "/byOperation/read?expand=restrictions.user");
        get(V1 + "/space/DOC/state/content?state-id=1");
        assertThat(
                        app().get(
                                        V1
                                                + "/content/"
                                                + page
                                                + "/child/attachment/"
                                                + file
                                                + "/download")
                                .status())
                .isEqualTo(302);
    }

    private void v2(
            String folder,
            String parent,
            String page,
            String post,
            String file,
            String onPost,
            String foot,
            String inline) {
        JsonNode space = app().get(V2 + "/spaces").json().at("/results/0/id");
        JsonNode label = app().get(V2 + "/labels").json().at("/results/0/id");
        String all =
                """
                /spaces?keys=DOC&status=current&sort=name&description-format=plain&limit=250
                /spaces/{space}
                /spaces/{space}/pages?depth=all&body-format=storage
                /spaces/{space}/blogposts?status=current
                /pages?id={page},{parent}&status=current&status=archived&sort=-modified-date&limit=1
                /pages?space-id={space}&body-format=storage
                /pages/{page}?include-labels=true&include-versions=true&body-format=view
                /pages/{page}/labels?prefix=global
                /pages/{page}/attachments
                /pages/{page}/versions?body-format=storage
                /pages/{page}/ancestors
                /pages/{folderless}/direct-children
                /pages/{folderless}/descendants?depth=2
                /pages/{folderless}/children
                /pages/{page}/footer-comments?body-format=storage
                /pages/{page}/inline-comments?body-format=storage
                /blogposts?id={post}&status=current&status=trashed
                /blogposts/{post}?body-format=storage
                /blogposts/{post}/labels
                /blogposts/{post}/attachments
                /blogposts/{post}/versions
                /labels?prefix=global
                /labels/{label}/pages
                /labels/{label}/blogposts
                /attachments?status=current
                /attachments/{file}
                /attachments/{onPost}/versions
                /folders/{folder}
                /folders/{folder}/ancestors
                /folders/{folder}/direct-children
                /footer-comments
                /inline-comments
                /footer-comments/{foot}
                /inline-comments/{inline}
                /footer-comments/{foot}/children
                /inline-comments/{inline}/children
                /data-policies/metadata
                /data-policies/spaces?keys=DOC
                """;
        Map<String, String> ids =
                Map.of(
                        "{space}", space.asText(),
                        "{label}", label.asText(),
                        "{folder}", folder,
                        "{folderless}", parent,
                        "{page}", page,
                        "{post}", post,
                        "{file}", file,
                        "{onPost}", onPost,
                        "{foot}", foot,
                        "{inline}", inline);
        all.lines()
                .forEach(
                        line -> {
                            String path = line.replace("{parent}", parent);
                            for (Map.Entry<String, String> id : ids.entrySet()) {
                                path = path.replace(id.getKey(), id.getValue());
                            }
                            get(V2 + path);
                        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status=current,trashed|parameter status",
                "space-id=|cannot have space-id",
                "limit=251|parameter limit",
                "sort=title&sort=id|cannot have sort",
                "colour=blue|knows no parameter colour",
                "space-id=x|parameter space-id"
            })
    void aRequestThatIsNotAsDescribedIsNamed(String query, String difference) {
        descriptions.answered(
                Request.of("GET", V2 + "/pages", query, Map.of(), new byte[0]), Answer.empty(200));
        assertThat(descriptions.differences())
                .singleElement()
                .asString()
                .contains(V2 + "/pages", difference);
    }

    @Test
    void anAnswerThatIsNotAsDescribedIsNamed() {
        JsonNode wrong = Json.read("{\"results\":[{\"id\":7}],\"extra\":null}".getBytes(UTF_8));
        descriptions.answered(
                Request.of("GET", V2 + "/pages", "", Map.of(), new byte[0]), Answer.json(wrong));
        assertThat(descriptions.differences()).singleElement().asString().contains("id");
    }
}
