package dev.kbsync.site;

import dev.kbsync.site.Extras.Attachments;
import dev.kbsync.site.Extras.Comments;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which sites there are and what holds for all of them.
 *
 * @param site the one site of the plain environment variables; ignored while its URL is empty
 * @param sites further sites by name: lower-case letters, digits and dashes
 * @param schedule when runs start, for sites that say nothing else
 * @param deliver where documents go, for sites that say nothing else
 */
@ConfigurationProperties("kbsync")
public record SiteProperties(
        @Nullable Entry site,
        @DefaultValue Map<String, Entry> sites,
        @DefaultValue Schedule schedule,
        @DefaultValue Deliver deliver) {

    /**
     * One site.
     *
     * @param url its address, as {@code https://example.atlassian.net}
     * @param email account of the API token
     * @param apiToken API token of that account
     * @param apiTokenScoped whether the token has scopes or is a service account's: it is sent to
     *     the API gateway then, and alone where there is no e-mail
     * @param oauthApp name of the OAuth app, one of {@code kbsync.oauth.apps}; empty for the usual
     *     one
     * @param serviceAccount the OAuth 2.0 credential of a service account
     * @param spaces keys of the wanted spaces, see {@link SpaceChoice#of}; empty leaves the choice
     *     to the console
     * @param only the pages of these spaces that are wanted, see {@link PageRule}
     * @param except the pages of these spaces that are not wanted
     * @param cql a clause in Confluence's query language that wanted pages match as well, see
     *     {@link CqlClause}
     * @param sinks names of the sinks its documents go to
     * @param restricted what becomes of pages not everybody may read
     * @param comments which comments come with a page
     * @param attachments what becomes of the files attached to a page
     * @param schedule when its runs start
     */
    public record Entry(
            @DefaultValue("") String url,
            @DefaultValue("") String email,
            @DefaultValue("") Secret apiToken,
            @DefaultValue("false") boolean apiTokenScoped,
            @DefaultValue("") String oauthApp,
            @DefaultValue ServiceAccount serviceAccount,
            @DefaultValue List<String> spaces,
            @NestedConfigurationProperty @DefaultValue PageRule.Pages only,
            @NestedConfigurationProperty @DefaultValue PageRule.Pages except,
            @DefaultValue("") String cql,
            @DefaultValue List<String> sinks,
            @DefaultValue("skip") Restricted restricted,
            @DefaultValue("none") Comments comments,
            @DefaultValue("none") Attachments attachments,
            @DefaultValue Schedule schedule) {}

    /**
     * The OAuth 2.0 credential of an Atlassian service account, which needs no person's consent.
     *
     * @param clientId the credential's client id; empty where there is none
     * @param clientSecret its secret
     */
    public record ServiceAccount(
            @DefaultValue("") String clientId, @DefaultValue("") Secret clientSecret) {}

    /** What becomes of restricted pages. */
    public enum Restricted {
        SKIP,
        INCLUDE
    }

    /**
     * When runs start.
     *
     * @param changes Quartz cron expression of the runs that look for changes
     * @param full Quartz cron expression of the runs that list everything and find removals
     * @param zone time zone their hours are meant in; null for the one of all sites, or UTC
     */
    public record Schedule(
            @DefaultValue("") String changes,
            @DefaultValue("") String full,
            @Nullable ZoneId zone) {}

    /**
     * Where documents go.
     *
     * @param to names of sinks; each is a route {@code deliver-to-<name>}
     */
    public record Deliver(@DefaultValue("file") List<String> to) {}
}
