package dev.kbsync.site;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The sites of the properties as the application makes them, without the application. */
public final class TestSites {

    private static final SiteProperties.Schedule NEVER =
            new SiteProperties.Schedule("-", "-", null);

    private TestSites() {}

    /** One site, {@code demo}, of an address. */
    public static Sites demo(JdbcClient jdbc, Clock clock, String url) {
        return demo(jdbc, clock, url, new SiteProperties.ServiceAccount("", Secret.NONE));
    }

    /** The same with a service account. */
    public static Sites demo(
            JdbcClient jdbc, Clock clock, String url, SiteProperties.ServiceAccount account) {
        return sites(jdbc, clock, null, Map.of("demo", entry(url, account)));
    }

    /** The site of CONFLUENCE_URL, and {@code demo}. */
    static Sites single(JdbcClient jdbc, Clock clock, String url, String demo) {
        SiteProperties.ServiceAccount none = new SiteProperties.ServiceAccount("", Secret.NONE);
        return sites(jdbc, clock, entry(url, none), Map.of("demo", entry(demo, none)));
    }

    private static Sites sites(
            JdbcClient jdbc,
            Clock clock,
            SiteProperties.@Nullable Entry single,
            Map<String, SiteProperties.Entry> named) {
        SiteProperties properties =
                new SiteProperties(
                        single, named, NEVER, new SiteProperties.Deliver(List.of("file")));
        return new Sites(properties, new SiteStore(jdbc, clock), event -> {});
    }

    private static SiteProperties.Entry entry(String url, SiteProperties.ServiceAccount account) {
        return new SiteProperties.Entry(
                url,
                "",
                Secret.NONE,
                false,
                "",
                account,
                List.of(),
                PageRule.ALL.only(),
                PageRule.ALL.except(),
                "",
                List.of(),
                SiteProperties.Restricted.SKIP,
                Extras.Comments.NONE,
                Extras.Attachments.NONE,
                NEVER);
    }
}
