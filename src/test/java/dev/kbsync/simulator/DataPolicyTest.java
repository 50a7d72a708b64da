package dev.kbsync.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** What a data security policy keeps from apps, and how an app can tell. */
class DataPolicyTest extends SimulatorTestBase {
    private static final String POLICIES = "/wiki/api/v2/data-policies/spaces";

    private TestClient app() {
        return gateway(
                "search:confluence",
                "read:space:confluence",
                "read:page:confluence",
                "read:configuration:confluence");
    }

    private boolean blocked() {
        JsonNode rows = app().get(POLICIES + "?keys=doc").json().path("results");
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).path("key").asText()).isEqualTo("DOC");
        return rows.get(0).at("/dataPolicy/anyContentBlocked").booleanValue();
    }

    @Test
    void aBlockedSpaceIsShownToAnAppWithoutAnythingInIt() {
        String id = pages("Page").get(0);
        TestClient app = app();
        assertThat(app.titles("type = page")).containsExactly("Page");
        assertThat(blocked()).isFalse();

        site.blockSpace("DOC", true);

        assertThat(blocked()).isTrue();
        assertThat(app.titles("type = page")).isEmpty();
        assertThat(app.get("/wiki/api/v2/pages").json().path("results")).isEmpty();
        assertThat(app.get("/wiki/api/v2/pages/" + id).status()).isEqualTo(404);
        assertThat(app.get("/wiki/api/v2/spaces?keys=DOC").json().path("results")).hasSize(1);
        assertThat(client().titles("type = page")).containsExactly("Page");

        site.blockSpace("DOC", false);
        assertThat(app.titles("type = page")).containsExactly("Page");
    }

    @Test
    void aBlockedPageLeavesTheOthers() {
        String id = pages("One", "Two").get(0);
        site.blockPage(id, true);
        assertThat(app().titles("type = page")).containsExactly("Two");
        assertThat(blocked()).isTrue();
        JsonNode whole = app().get("/wiki/api/v2/data-policies/metadata").json();
        assertThat(whole.path("anyContentBlocked").booleanValue()).isTrue();
        site.blockPage(id, false);
        assertThat(blocked()).isFalse();
    }

    @Test
    void onlyAppsMayAsk() {
        assertThat(client().get(POLICIES).status()).isEqualTo(401);
        assertThat(gateway("search:confluence").get(POLICIES).status()).isEqualTo(401);
    }
}
