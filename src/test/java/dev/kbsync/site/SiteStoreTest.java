package dev.kbsync.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.SettableClock;
import dev.kbsync.database.TestDatabase;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteStoreTest {

    @TempDir private Path folder;

    @Test
    void rulesAreParsedOnceHoweverOftenTheirSiteIsLookedUp() {
        try (TestDatabase database = TestDatabase.sqlite(folder)) {
            SiteStore store = new SiteStore(database.jdbc(), new SettableClock());
            store.ensure("acme", URI.create("https://acme.atlassian.net"), true);
            ChosenRules rules = ChosenRules.of(Map.of("only.labels", "public"));
            store.chooseRules("acme", rules);

            ChosenRules first = store.find("acme").orElseThrow().rules();

            assertThat(first).isEqualTo(rules);
            assertThat(store.all().get(0).rules()).isSameAs(first);
            store.chooseRules("acme", ChosenRules.NONE);
            assertThat(store.find("acme").orElseThrow().rules()).isEqualTo(ChosenRules.NONE);
        }
    }
}
