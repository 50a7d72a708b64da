package dev.kbsync.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Search rows that show what the index knows, which is not what there is. */
class LaggingRowsTest extends SimulatorTestBase {
    private static final String EXPAND =
            "expand=content.version,content.body.storage,content.metadata.labels,"
                    + "content.ancestors,content.restrictions.read.restrictions.user";

    private JsonNode row(String title) {
        return client().search("title = \"" + title + "\"", EXPAND).json().at("/results/0/content");
    }

    @Test
    void aRowShowsWhatTheIndexKnows() {
        String parent = pages("Parent").get(0);
        String id = pages("Page").get(0);
        site.indexDelay(Duration.ofMinutes(1));
        site.laggingRows(true);

        site.label(id, "new");
        site.restrictVisibly(id);
        site.move(id, parent);
        assertThat(row("Page").at("/metadata/labels/results")).isEmpty();
        assertThat(row("Page").at("/restrictions/read/restrictions/user/results")).isEmpty();
        assertThat(row("Page").path("ancestors")).isEmpty();
        site.edit(id, "<p>new</p>");
        assertThat(row("Page").at("/version/number").asInt()).isEqualTo(1);
        assertThat(row("Page").at("/body/storage/value").asText()).isEqualTo("<p>Body of Page</p>");

        control.advance(Duration.ofMinutes(1));
        assertThat(row("Page").at("/metadata/labels/results")).hasSize(1);
        assertThat(row("Page").at("/restrictions/read/restrictions/user/results")).hasSize(1);
        assertThat(row("Page").path("ancestors")).hasSize(1);
        assertThat(row("Page").at("/version/number").asInt()).isEqualTo(2);
    }

    @Test
    void aRowIsUpToDateUnlessToldOtherwise() {
        String id = pages("Page").get(0);
        site.indexDelay(Duration.ofMinutes(1));
        site.label(id, "new");
        assertThat(row("Page").at("/metadata/labels/results")).hasSize(1);
    }

    @Test
    void whatIsGoneIsNotShownHoweverLateTheIndex() {
        String id = pages("Page").get(0);
        site.indexDelay(Duration.ofMinutes(1));
        site.laggingRows(true);
        site.restrictInvisibly(id);
        assertThat(row("Page").isMissingNode()).isTrue();
        site.unrestrict(id);
        site.trash(id);
        assertThat(row("Page").isMissingNode()).isTrue();
    }
}
