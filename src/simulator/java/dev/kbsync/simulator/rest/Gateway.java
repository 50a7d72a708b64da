package dev.kbsync.simulator.rest;

import dev.kbsync.simulator.content.Accounts;
import dev.kbsync.simulator.http.Answer;
import dev.kbsync.simulator.http.Request;
import dev.kbsync.simulator.oauth.Tokens;
import dev.kbsync.simulator.site.Site;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The platform's API gateway: {@code /ex/confluence/{cloud id}/wiki/...}. It knows Bearer tokens of
 * OAuth apps and Basic with either kind of API token.
 */
public final class Gateway {
    public static final String PREFIX = "/ex/confluence/";

    private final RestApi api;
    private final Tokens tokens;
    private final ApiTokens apiTokens;
    private final List<Site> sites;

    public Gateway(RestApi api, Tokens tokens, ApiTokens apiTokens, List<Site> sites) {
        this.api = api;
        this.tokens = tokens;
        this.apiTokens = apiTokens;
        this.sites = sites;
    }

    /** Answers a request whose path begins with {@link #PREFIX}. */
    public Answer answer(Request request) {
        String rest = request.path().substring(PREFIX.length());
        int slash = rest.indexOf('/');
        String cloudId = slash < 0 ? rest : rest.substring(0, slash);
        Request inner = request.at(slash < 0 ? "/" : rest.substring(slash));
        Optional<Site> site =
                sites.stream().filter(known -> known.cloudId().equals(cloudId)).findFirst();

        String bearer = Basic.bearer(request);
        Optional<Caller> service = bearer == null ? Optional.empty() : apiTokens.bearer(bearer);
        if (bearer == null || service.isPresent()) {
            Optional<Caller> caller =
                    service.or(() -> Basic.of(request).flatMap(apiTokens::caller));
            if (caller.isEmpty()) {
                return Errors.unauthorized();
            }
            return site.isEmpty()
                    ? Errors.noSuchSite()
                    : api.answer(inner, site.get(), caller.get(), true);
        }
        Optional<Tokens.Access> access = tokens.access(bearer);
        if (access.isEmpty()) {
            return Errors.unauthorized();
        }
        if (access.get().revoked()) {
            return Errors.notPermitted();
        }
        if (site.isEmpty()) {
            return Errors.noSuchSite();
        }
        // A site that was not chosen at consent is one the token has no scopes for.
        boolean granted = access.get().cloudIds().contains(cloudId);
        Set<String> scopes = granted ? access.get().scopes() : Set.of();
        Caller app = new Caller(Accounts.OWN.throughApp(), Caller.Kind.OAUTH, scopes);
        return api.answer(inner, site.get(), app, true);
    }
}
