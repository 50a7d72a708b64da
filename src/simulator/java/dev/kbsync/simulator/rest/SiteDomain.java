package dev.kbsync.simulator.rest;

import dev.kbsync.simulator.http.Answer;
import dev.kbsync.simulator.http.Request;
import dev.kbsync.simulator.site.Site;
import java.util.Optional;

/**
 * The REST APIs on a site's own domain: Basic with an unscoped API token, nothing else. Whatever
 * the servlet container cannot read as such a login it turns away before Confluence sees it; a
 * wrong one gets a refusal of v1 or v2.
 */
public final class SiteDomain {
    private final RestApi api;
    private final ApiTokens apiTokens;

    public SiteDomain(RestApi api, ApiTokens apiTokens) {
        this.api = api;
        this.apiTokens = apiTokens;
    }

    /** Answers a request whose path begins with {@code /wiki/rest/} or {@code /wiki/api/}. */
    public Answer answer(Request request, Site site) {
        boolean sent = request.header("Authorization") != null;
        Optional<Basic> basic = Basic.of(request);
        if (sent && basic.isEmpty()) {
            return Errors.tomcat401(site.base());
        }
        Optional<Caller> caller = basic.flatMap(apiTokens::caller);
        if (caller.isEmpty()) {
            return refused(request);
        }
        return caller.get().isScoped()
                ? Errors.tomcat401(site.base())
                : api.answer(request, site, caller.get(), false);
    }

    private static Answer refused(Request request) {
        if (request.path().startsWith("/wiki/api/v2/")) {
            return Errors.v2(404, "NOT_FOUND", "Not Found");
        }
        return request.path().endsWith("/search") ? Errors.notPermitted() : Errors.callerRefused();
    }

    /** The download address of the web pages: it takes no tokens. */
    public static Answer legacyDownload(Site site) {
        return Errors.tomcat401(site.base());
    }
}
