package dev.kbsync.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.SettableClock;
import dev.kbsync.database.TestDatabase;
import dev.kbsync.site.SiteStore.Row;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
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
            assertThat(store.all().get(0).rules()).as("nobody chose").isEqualTo(ChosenRules.NONE);
            ChosenRules rules = ChosenRules.of(Map.of("only.labels", "public"));
            store.chooseRules("acme", rules);

            ChosenRules first = store.find("acme").orElseThrow().rules();

            assertThat(first).isEqualTo(rules);
            assertThat(store.all().get(0).rules()).isSameAs(first);
            store.chooseRules("acme", ChosenRules.NONE);
            assertThat(store.find("acme").orElseThrow().rules()).isEqualTo(ChosenRules.NONE);
        }
    }

    @Test
    void whatWasChosenForOneAddressDoesNotHoldForAnotherOfTheSameName() {
        try (TestDatabase database = TestDatabase.sqlite(folder)) {
            SiteStore store = new SiteStore(database.jdbc(), new SettableClock());
            URI before = URI.create("https://acme.atlassian.net");
            store.ensure("acme", before, true);
            store.rememberCloudId("acme", "c1");
            store.chooseSpaces("acme", SpaceChoice.of(List.of("ENG")));
            store.chooseRules("acme", ChosenRules.of(Map.of("only.labels", "public")));

            store.ensure("acme", before, true);
            Row same = store.find("acme").orElseThrow();
            store.ensure("acme", URI.create("https://other.atlassian.net"), true);

            assertThat(same.cloudId()).isEqualTo("c1");
            assertThat(same.spaces()).isEqualTo(SpaceChoice.of(List.of("ENG")));
            assertThat(same.rules()).isNotEqualTo(ChosenRules.NONE);
            assertThat(store.find("acme").orElseThrow())
                    .returns(null, Row::cloudId)
                    .returns(null, Row::spaces)
                    .returns(ChosenRules.NONE, Row::rules);
        }
    }
}
