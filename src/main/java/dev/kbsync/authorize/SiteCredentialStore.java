package dev.kbsync.authorize;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which credential each site uses; no secrets. */
@Component
public class SiteCredentialStore {

    private final JdbcClient jdbc;

    public SiteCredentialStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param preferred null while nobody chose
     * @param grantId the site's grant, null if it has none
     * @param grantFor what the grant was given for
     * @param tokenFor what the API token was given for
     */
    record Choice(
            @Nullable CredentialKind preferred,
            @Nullable String grantId,
            GivenFor grantFor,
            GivenFor tokenFor) {}

    Choice of(String site) {
        return jdbc.sql(
                        """
                        select preferred, grant_id, grant_url, grant_cloud_id, token_url, token_cloud_id
                        from site_credential where site = :site\
                        """)
                .param("site", site)
                .query(SiteCredentialStore::choice)
                .optional()
                .orElse(new Choice(null, null, new GivenFor(null, null), new GivenFor(null, null)));
    }

    private static Choice choice(ResultSet row, int number) throws SQLException {
        String preferred = row.getString("preferred");
        return new Choice(
                preferred == null ? null : CredentialKind.valueOf(preferred),
                row.getString("grant_id"),
                new GivenFor(row.getString("grant_url"), row.getString("grant_cloud_id")),
                new GivenFor(row.getString("token_url"), row.getString("token_cloud_id")));
    }

    void prefer(String site, CredentialKind kind) {
        jdbc.sql(
                        """
                        insert into site_credential (site, preferred) values (:site, :kind)
                        on conflict (site) do update set preferred = excluded.preferred\
                        """)
                .param("site", site)
                .param("kind", kind.name())
                .update();
    }

    /** Remembers what the site's API token was given for. */
    void tokenGiven(String site, GivenFor to) {
        jdbc.sql(
                        """
                        insert into site_credential (site, token_url, token_cloud_id) values (:site, :url, :cloud)
                        on conflict (site) do update set
                          token_url = excluded.token_url, token_cloud_id = excluded.token_cloud_id\
                        """)
                .param("site", site)
                .param("url", to.url())
                .param("cloud", to.cloudId())
                .update();
    }

    /** Gives the site a grant and prefers it. */
    void attach(String site, String grantId, GivenFor to) {
        jdbc.sql(
                        """
                        insert into site_credential (site, preferred, grant_id, grant_url, grant_cloud_id)
                        values (:site, 'OAUTH', :grant, :url, :cloud)
                        on conflict (site) do update set
                          preferred = excluded.preferred, grant_id = excluded.grant_id,
                          grant_url = excluded.grant_url, grant_cloud_id = excluded.grant_cloud_id\
                        """)
                .param("site", site)
                .param("grant", grantId)
                .param("url", to.url())
                .param("cloud", to.cloudId())
                .update();
    }

    void detach(String site) {
        jdbc.sql("update site_credential set grant_id = null, preferred = null where site = :site")
                .param("site", site)
                .update();
    }

    /** Names of the sites that have a grant, whether or not they prefer it. */
    public List<String> sitesOf(String grantId) {
        return jdbc.sql("select site from site_credential where grant_id = :grant order by site")
                .param("grant", grantId)
                .query(String.class)
                .list();
    }

    /** Whether any site still uses a grant. */
    boolean used(String grantId) {
        return !sitesOf(grantId).isEmpty();
    }
}
