package dev.kbsync.site;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The sites of the properties as the application makes them, without the application. */
public final class TestSites {

    private TestSites() {}

    /** One site, {@code demo}, of an address. */
    public static Sites demo(JdbcClient jdbc, Clock clock, String url) {
        return demo(jdbc, clock, url, new SiteProperties.ServiceAccount("", Secret.NONE));
    }

    /** The same with a service account. */
    public static Sites demo(
            JdbcClient jdbc, Clock clock, String url, SiteProperties.ServiceAccount account) {
        SiteProperties.Schedule never = new SiteProperties.Schedule("-", "-", null);
        SiteProperties.Entry demo =
                new SiteProperties.Entry(
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
                        never);
        SiteProperties properties =
                new SiteProperties(
                        null,
                        Map.of("demo", demo),
                        never,
                        new SiteProperties.Deliver(List.of("file")));
        return new Sites(properties, new SiteStore(jdbc, clock), event -> {});
    }
}
