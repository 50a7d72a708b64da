package dev.kbsync.console;

import dev.kbsync.authorize.CredentialKind;
import dev.kbsync.authorize.OAuthApps;
import dev.kbsync.confluence.ClockSkew;
import dev.kbsync.history.Audit;
import dev.kbsync.history.AuditEntry;
import dev.kbsync.history.AuditEntry.Kind;
import dev.kbsync.page.UtcTime;
import dev.kbsync.site.RequiredScopes;
import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import dev.kbsync.state.CredentialState;
import dev.kbsync.state.CredentialState.GrantState;
import dev.kbsync.state.CredentialStates;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Recognises the known failures of authorization, and of clocks, and says how each is mended. */
@Component
public class Troubles {

    private static final Duration RECENT = Duration.ofDays(1);

    /** Who reads Atlassian's page takes some time. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    static final String INSUFFICIENT = "Insufficient permissions";

    private final Sites sites;
    private final CredentialStates states;
    private final Audit history;
    private final OAuthApps apps;
    private final ClockSkew clocks;
    private final Clock clock;

    public Troubles(
            Sites sites,
            CredentialStates states,
            Audit history,
            OAuthApps apps,
            ClockSkew clocks,
            Clock clock) {
        this.clocks = clocks;
        this.sites = sites;
        this.states = states;
        this.history = history;
        this.apps = apps;
        this.clock = clock;
    }

    /**
     * All known failures.
     *
     * @param console where the browser that asks has the console open: scheme, host and port
     */
    public List<Trouble> all(URI console) {
        return List.of(
                new Trouble(
                        "not-configured",
                        "OAuth2 not configured",
                        bySite(this::notConfigured),
                        "kbsync knows no client id or no secret of an OAuth app, so nobody can consent. A service account or an API token works without one.",
                        "Create an OAuth 2.0 integration at developer.atlassian.com/console/myapps, set CONFLUENCE_OAUTH_CLIENT_ID, CONFLUENCE_OAUTH_CLIENT_SECRET and CONFLUENCE_OAUTH_REDIRECT_URI, and restart."),
                new Trouble(
                        "state-mismatch",
                        "State mismatch",
                        failures("State mismatch"),
                        "A callback came that does not belong to a consent begun in that browser session within the last 15 minutes, or it came twice. The session's cookie belongs to a host: a console opened under another name than the redirect URI's is another session.",
                        "Open the console at the host of the redirect URI, log in, and begin again with Authorize with Confluence; do not use a bookmark of the callback."),
                new Trouble(
                        "redirect-uri",
                        "Redirect URI mismatch",
                        Stream.concat(bySite(site -> elsewhere(site, console)).stream(), stranded())
                                .distinct()
                                .toList(),
                        "Atlassian's page says redirect_uri is not registered, and never calls back; or it calls back to a host this console is not open at.",
                        "Register exactly the value of CONFLUENCE_OAUTH_REDIRECT_URI as the app's callback URL, letter for letter. Behind a reverse proxy that ends TLS, set server.forward-headers-strategy=native."),
                new Trouble(
                        "permissions",
                        "Insufficient permissions",
                        Stream.concat(
                                        bySite(this::scopes).stream(),
                                        failures(INSUFFICIENT).stream())
                                .distinct()
                                .toList(),
                        "The grant lacks a scope. Scopes are fixed at consent: what is enabled for the app later counts only after a new one.",
                        "Enable read:confluence-content.all and search:confluence for the app in Atlassian's developer console (Permissions, Confluence API), then authorize the site again."),
                new Trouble(
                        "not-refreshing",
                        "Token not refreshing",
                        bySite(this::refreshing),
                        "Access tokens live an hour and are refreshed by themselves. That ends when offline_access was not granted, when the refresh token was not used for 90 days or is a year old, when the account's password changed or its access was revoked, or when the app's secret is wrong.",
                        "If the authorization is lost, authorize the site again. If the client secret is wrong, copy it again; nothing is lost by that. If Atlassian or the token store does not answer, it is tried again every minute."),
                new Trouble(
                        "api-token",
                        "API token does not work",
                        bySite(
                                site ->
                                        problemOf(
                                                site,
                                                state ->
                                                        state.used().orElse(null)
                                                                == CredentialKind.API_TOKEN)),
                        "Confluence does not accept the e-mail and API token of a site. Tokens live a year at most and end with their account; one with scopes, or of a service account, has to be marked as such.",
                        "Make a new token at id.atlassian.com and enter it on the site's page, or set it where it was set."),
                new Trouble(
                        "service-account",
                        "Service account does not work",
                        bySite(
                                site ->
                                        problemOf(
                                                site,
                                                state ->
                                                        state.used().orElse(null)
                                                                == CredentialKind.SERVICE)),
                        "A service account asks for an access token every hour. Atlassian refuses that when the client secret is wrong, or when the credential was revoked or has expired; it refuses requests when the credential lacks a scope or the account may not use Confluence.",
                        "Create another OAuth 2.0 credential for the account at admin.atlassian.com (Directory, Service accounts) with read:confluence-content.all and search:confluence, and set its client id and secret where these were set, or enter them on the site's page. A refused one is tried again every ten minutes."),
                new Trouble(
                        "other-url",
                        "Credential given for another URL",
                        bySite(site -> problemOf(site, state -> state.used().isEmpty())),
                        "A site's URL was changed, or another site got its name. What was given for one address is not sent to another.",
                        "If the new URL is right, authorize the site again or enter its credential again; otherwise set the old URL again."),
                new Trouble(
                        "clock",
                        "Clock is wrong",
                        bySite(site -> clocks.problem(site.name())),
                        "The clock of the host that kbsync runs on does not agree with Confluence's. What changed since the last run is told by comparing the two, and tokens are refreshed by the clock as well.",
                        "Set the clock right and keep it so (NTP); in a container, that of its host. Then run a full sync."));
    }

    private List<String> bySite(Function<Site, Optional<String>> look) {
        return sites.all().stream().flatMap(site -> look.apply(site).stream()).toList();
    }

    private Optional<String> notConfigured(Site site) {
        boolean service = states.of(site.name()).used().orElse(null) == CredentialKind.SERVICE;
        return when(
                apps.forSite(site.name()).isEmpty() && !service,
                "There is no OAuth app for site \"" + site.name() + "\".");
    }

    private Optional<String> elsewhere(Site site, URI console) {
        return apps.elsewhere(site.name(), console)
                .map(
                        unused ->
                                "This console is open at %s, but the callback leads to %s."
                                        .formatted(console, apps.redirectUri(site.name())));
    }

    /** Consents that went to Atlassian and never came back. */
    private Stream<String> stranded() {
        Instant now = clock.instant();
        List<AuditEntry> recent =
                history.latest(
                        List.of(Kind.CONSENT_BEGUN, Kind.AUTHORIZED, Kind.CONSENT_FAILED),
                        now.minus(RECENT),
                        100);
        List<String> sentences = new ArrayList<>();
        for (AuditEntry begun : recent) {
            Predicate<AuditEntry> after =
                    event ->
                            event.kind() != Kind.CONSENT_BEGUN
                                    && !event.at().isBefore(begun.at())
                                    && (event.site().isEmpty()
                                            || event.site().equals(begun.site()));
            if (begun.kind() == Kind.CONSENT_BEGUN
                    && begun.at().plus(PATIENCE).isBefore(now)
                    && recent.stream().noneMatch(after)) {
                sentences.add(
                        "A consent for \"%s\" was begun at %s and never came back."
                                .formatted(begun.site(), UtcTime.of(begun.at())));
            }
        }
        return sentences.stream().limit(1);
    }

    private Optional<String> scopes(Site site) {
        GrantState grant = states.of(site.name()).grant();
        List<String> missing = grant == null ? List.of() : RequiredScopes.missing(grant.scopes());
        return when(
                !missing.isEmpty(),
                "The grant of \"%s\" lacks %s."
                        .formatted(site.name(), String.join(" and ", missing)));
    }

    private Optional<String> problemOf(Site site, Predicate<CredentialState> which) {
        CredentialState state = states.of(site.name());
        return when(which.test(state) && !state.problem().isEmpty(), state.problem());
    }

    private Optional<String> refreshing(Site site) {
        CredentialState state = states.of(site.name());
        GrantState grant = state.grant();
        if (state.used().orElse(null) != CredentialKind.OAUTH) {
            return Optional.empty();
        }
        if (grant != null && !grant.refreshable()) {
            return Optional.of(
                    "The grant of \"%s\" has no refresh token: offline_access was not granted."
                            .formatted(site.name()));
        }
        return Stream.of(state.problem(), state.warning())
                .filter(sentence -> !sentence.isEmpty() && !sentence.startsWith(INSUFFICIENT))
                .findFirst();
    }

    private List<String> failures(String beginning) {
        return history
                .latest(List.of(Kind.CONSENT_FAILED), clock.instant().minus(RECENT), 20)
                .stream()
                .filter(event -> event.detail().startsWith(beginning))
                .limit(1)
                .map(event -> "At %s: %s".formatted(event.at(), event.detail()))
                .toList();
    }

    private static Optional<String> when(boolean so, String sentence) {
        return so ? Optional.of(sentence) : Optional.empty();
    }
}
