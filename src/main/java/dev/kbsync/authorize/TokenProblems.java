package dev.kbsync.authorize;

import dev.kbsync.confluence.SiteAccess.Access;
import dev.kbsync.site.Secret;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * What Atlassian last said of each site's API token, as far as this process has asked. Nothing else
 * tells whether one works: it has no expiry that could be read.
 */
@Component
public class TokenProblems {

    private final SiteCredentials credentials;
    private final Map<String, Refused> refused = new ConcurrentHashMap<>();

    /** A credential that was refused, as it was sent. */
    private record Refused(Secret authorization, String why) {}

    public TokenProblems(SiteCredentials credentials) {
        this.credentials = credentials;
    }

    public void refused(Access access, String why) {
        refused.put(access.site(), new Refused(new Secret(access.authorization()), why));
    }

    public void accepted(Access access) {
        refused.remove(access.site());
    }

    /** Why a site's present API token does not work, one sentence; empty as far as is known. */
    public Optional<String> problem(String site) {
        Refused last = refused.get(site);
        return last == null
                ? Optional.empty()
                : credentials
                        .apiToken(site)
                        .filter(token -> token.authorization().equals(last.authorization().value()))
                        .map(token -> last.why());
    }
}
