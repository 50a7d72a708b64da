package dev.kbsync.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which spellings of a setting are right, and which one was meant. */
class KnownSettingsTest {

    private final KnownSettings settings =
            new KnownSettings(
                    Set.of(
                            "kbsync.run.parallel",
                            "kbsync.run.first-at-once",
                            "kbsync.deliver.to",
                            "kbsync.site.url",
                            "kbsync.site.api-token",
                            "kbsync.site.schedule.full",
                            "kbsync.oauth.client-id",
                            "kbsync.oauth.scopes",
                            "kbsync.sink.token",
                            "kbsync.sinks.wiki.home"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kbsync.run.parallel",
                "KBSYNC_RUN_PARALLEL",
                "KBSYNC_RUN_FIRSTATONCE",
                "KBSYNC_RUN_FIRST_AT_ONCE",
                "kbsync.run.firstAtOnce",
                "kbsync.deliver.to[0]",
                "KBSYNC_DELIVER_TO_1",
                "kbsync.sites.any-name.api-token",
                "kbsync.sites.any-name.schedule.full",
                "KBSYNC_SITES_ANYNAME_APITOKEN",
                "KBSYNC_SITES_ANY_NAME_URL",
                "kbsync.sinks.my-wiki.token",
                "KBSYNC_SINKS_WIKI_TOKEN",
                "kbsync.sinks.wiki.home",
                "kbsync.oauth.apps.partner.client-id",
                "KBSYNC_OAUTH_APPS_PARTNER_SCOPES_0"
            })
    void theseAreKnown(String name) {
        assertThat(settings.nearest(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "kbsync.run.paralel, kbsync.run.parallel",
        "KBSYNC_RUN_PARALEL, kbsync.run.parallel",
        "kbsync.runs.parallel, kbsync.run.parallel",
        "kbsync.deliver.too, kbsync.deliver.to",
        "kbsync.sinks.wiki.tokn, kbsync.sinks.wiki.token",
        "kbsync.sites.acme.api-tokn, kbsync.sites.acme.api-token",
        "kbsync.sites.acme.schedule.ful, kbsync.sites.acme.schedule.full",
        "KBSYNC_SITES_ACME_ULR, kbsync.sites.acme.url",
        "kbsync.oauth.apps.partner.clientid2, kbsync.oauth.apps.partner.client-id"
    })
    void theNearestOneIsNamed(String name, String nearest) {
        assertThat(settings.nearest(name)).hasValue(nearest);
    }
}
