package dev.kbsync.simulator.oauth;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kbsync.simulator.content.Account;
import dev.kbsync.simulator.content.Accounts;
import dev.kbsync.simulator.http.Answer;
import dev.kbsync.simulator.http.Json;
import dev.kbsync.simulator.http.Request;
import dev.kbsync.simulator.site.Site;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an app may ask about its grant: {@code /oauth/token/accessible-resources} and {@code /me}.
 */
public final class Resources {
    private static final String AVATAR =
            "https://site-admin-avatar-cdn.prod.public.atl-paas.net/avatars/240/jersey.png";

    private final Tokens tokens;
    private final List<Site> sites;

    public Resources(Tokens tokens, List<Site> sites) {
        this.tokens = tokens;
        this.sites = sites;
    }

    /**
     * The sites of the grant. One of them comes twice, once for another product: its cloud id is no
     * key. The sites come in no useful order: the first is not the one you want.
     */
    public Answer accessible(Request request) {
        Optional<Tokens.Access> access = access(request);
        if (access.isEmpty()) {
            return unauthorized();
        }
        if (access.get().revoked()) {
            return Answer.json(403, Json.object().put("code", 403).put("message", "Forbidden"));
        }
        List<String> scopes =
                access.get().scopes().stream()
                        .filter(s -> s.contains("confluence"))
                        .sorted()
                        .toList();
        List<Site> granted = new ArrayList<>(sites);
        granted.removeIf(site -> !access.get().cloudIds().contains(site.cloudId()));
        Collections.reverse(granted);
        ArrayNode resources = Json.array();
        if (!granted.isEmpty()) {
            resources.add(resource(granted.get(0), List.of("read:jira-work")));
        }
        granted.forEach(site -> resources.add(resource(site, scopes)));
        byte[] body = Json.bytes(resources);
        return Answer.of(200, "application/json; charset=utf-8", body)
                .with("ETag", "W/\"%x-%x\"".formatted(body.length, Arrays.hashCode(body)));
    }

    private static ObjectNode resource(Site site, List<String> scopes) {
        ObjectNode resource =
                Json.object()
                        .put("id", site.cloudId())
                        .put("url", site.url())
                        .put("name", site.name());
        resource.set("scopes", Json.strings(scopes));
        return resource.put("avatarUrl", AVATAR);
    }

    /** The profile of who consented. */
    public Answer me(Request request) {
        Optional<Tokens.Access> access = access(request);
        if (access.isEmpty()) {
            return unauthorized();
        }
        Set<String> scopes = access.get().scopes();
        if (!scopes.contains(Scopes.ME)) {
            return Answer.json(
                    403, Json.object().put("code", 403).put("message", "insufficient_scope"));
        }
        Account own = Accounts.OWN;
        ObjectNode me =
                Json.object()
                        .put("account_type", "atlassian")
                        .put("account_id", own.accountId())
                        .put("email", own.email())
                        .put("name", own.name())
                        .put("picture", AVATAR)
                        .put("account_status", "active")
                        .put("nickname", own.name())
                        .put("zoneinfo", "Europe/Lisbon")
                        .put("locale", "en-US");
        me.putObject("extended_profile")
                .put("job_title", "Knowledge manager")
                .put("organization", "Kestrel Weather")
                .put("department", "Support")
                .put("location", "Porto");
        return Answer.json(me);
    }

    private Optional<Tokens.Access> access(Request request) {
        String header = request.header("Authorization");
        return header != null && header.startsWith("Bearer ")
                ? tokens.access(header.substring(7))
                : Optional.empty();
    }

    private static Answer unauthorized() {
        return Answer.json(401, Json.object().put("code", 401).put("message", "Unauthorized"));
    }
}
