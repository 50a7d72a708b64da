package dev.kbsync.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.SettableClock;
import dev.kbsync.database.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SitesTest {

    @TempDir private Path folder;

    @Test
    void onlyASettingThatTheSiteObeysIsNamedForItsSpaces() {
        try (TestDatabase database = TestDatabase.sqlite(folder)) {
            Sites sites =
                    TestSites.single(
                            database.jdbc(),
                            new SettableClock(),
                            "https://acme.atlassian.net",
                            "https://demo.atlassian.net");
            sites.add("https://added.atlassian.net");

            assertThat(sites.noSpaces("acme"))
                    .isEqualTo(
                            "No space of \"acme\" is chosen yet; choose some on the console or set CONFLUENCE_SPACES.");
            assertThat(sites.noSpaces("demo")).endsWith("or set kbsync.sites.demo.spaces.");
            assertThat(sites.noSpaces("added")).endsWith("choose some on the console.");
        }
    }
}
