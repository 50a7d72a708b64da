package dev.kbsync.authorize;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which credential each site uses; no secrets. */
@Component
class SiteCredentialStore {

    private final JdbcClient jdbc;

    SiteCredentialStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param preferred null while nobody chose
     * @param grantId the site's grant, null if it has none
     */
    record Choice(@Nullable CredentialKind preferred, @Nullable String grantId) {}

    Choice of(String site) {
        return jdbc.sql("select preferred, grant_id from site_credential where site = :site")
                .param("site", site)
                .query(
                        (row, number) -> {
                            String preferred = row.getString(1);
                            return new Choice(
                                    preferred == null ? null : CredentialKind.valueOf(preferred),
                                    row.getString(2));
                        })
                .optional()
                .orElse(new Choice(null, null));
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

    /** Gives the site a grant and prefers it. */
    void attach(String site, String grantId) {
        jdbc.sql(
                        """
                        insert into site_credential (site, preferred, grant_id) values (:site, 'OAUTH', :grant)
                        on conflict (site) do update set
                          preferred = excluded.preferred, grant_id = excluded.grant_id\
                        """)
                .param("site", site)
                .param("grant", grantId)
                .update();
    }

    void detach(String site) {
        jdbc.sql("update site_credential set grant_id = null, preferred = null where site = :site")
                .param("site", site)
                .update();
    }

    /** Names of the sites that have a grant, whether or not they prefer it. */
    List<String> sitesOf(String grantId) {
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
