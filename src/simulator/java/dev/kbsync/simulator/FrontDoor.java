package dev.kbsync.simulator;

import dev.kbsync.simulator.control.ControlApi;
import dev.kbsync.simulator.faults.Sabotage;
import dev.kbsync.simulator.http.Answer;
import dev.kbsync.simulator.http.Json;
import dev.kbsync.simulator.http.Request;
import dev.kbsync.simulator.oauth.AuthorizationPages;
import dev.kbsync.simulator.oauth.Resources;
import dev.kbsync.simulator.oauth.TokenEndpoint;
import dev.kbsync.simulator.rest.Gateway;
import dev.kbsync.simulator.rest.Media;
import dev.kbsync.simulator.rest.SiteDomain;
import dev.kbsync.simulator.rest.Stats;
import dev.kbsync.simulator.site.Site;
import dev.kbsync.simulator.web.WebAssets;
import dev.kbsync.simulator.web.WikiPages;
import org.jspecify.annotations.Nullable;

/**
 * Shares out the requests of one address: what belongs to the platform (on the first address only),
 * what belongs to the site that lives there, and what is the simulator's own.
 */
final class FrontDoor {
    private final Site site;
    private final @Nullable Platform platform;
    private final SiteDomain domain;
    private final WikiPages pages;
    private final ControlApi control;
    private final Stats stats;

    /** What Atlassian has on addresses of its own: authorization server, gateway, media service. */
    record Platform(
            AuthorizationPages authorization,
            TokenEndpoint tokenEndpoint,
            Resources resources,
            Gateway gateway,
            Media media,
            Sabotage sabotage) {}

    /**
     * @param platform null if this is not the first address
     */
    FrontDoor(
            Site site,
            @Nullable Platform platform,
            SiteDomain domain,
            WikiPages pages,
            ControlApi control,
            Stats stats) {
        this.site = site;
        this.platform = platform;
        this.domain = domain;
        this.pages = pages;
        this.control = control;
        this.stats = stats;
    }

    Answer answer(Request request) {
        String path = request.path();
        Answer platformAnswer = platform == null ? null : platform(request, platform);
        if (platformAnswer != null) {
            return platformAnswer;
        }
        if (path.equals("/_edge/tenant_info")) {
            return Answer.json(Json.object().put("cloudId", site.cloudId()));
        }
        if (path.startsWith("/wiki/rest/") || path.startsWith("/wiki/api/")) {
            return domain.answer(request, site);
        }
        if (path.startsWith("/wiki/wiki/")) {
            return domain.answer(request, site);
        }
        if (path.startsWith("/wiki/download/")) {
            return SiteDomain.legacyDownload(site);
        }
        if (path.equals("/_simulator/style.css")) {
            return WebAssets.style();
        }
        if (path.startsWith(ControlApi.PREFIX)) {
            return control.answer(request);
        }
        if (path.equals("/_simulator")) {
            return Answer.redirect(302, ControlApi.PREFIX);
        }
        if (path.equals("/")) {
            return Answer.redirect(302, "/wiki/spaces");
        }
        return pages.answer(request, site);
    }

    private @Nullable Answer platform(Request request, Platform on) {
        String path = request.path();
        if (path.startsWith(Gateway.PREFIX)) {
            return on.gateway().answer(request);
        }
        if (path.startsWith(Media.PREFIX)) {
            return counted("GET /_media", on.media().answer(request));
        }
        return switch (path) {
            case "/authorize" -> counted("GET /authorize", on.authorization().authorize(request));
            case AuthorizationPages.CONSENT_PATH -> on.authorization().decide(request);
            case "/error" -> on.authorization().errorPage(request);
            case "/oauth/token" -> counted("POST /oauth/token", on.tokenEndpoint().answer(request));
            case "/oauth/token/accessible-resources" ->
                    counted(
                            "GET /oauth/token/accessible-resources",
                            on.sabotage()
                                    .around(request, () -> on.resources().accessible(request)));
            case "/me" ->
                    counted(
                            "GET /me",
                            on.sabotage().around(request, () -> on.resources().me(request)));
            default -> null;
        };
    }

    private Answer counted(String route, Answer answer) {
        stats.count(route, answer.status());
        return answer;
    }
}
