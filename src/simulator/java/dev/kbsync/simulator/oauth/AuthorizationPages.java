package dev.kbsync.simulator.oauth;

import static java.util.stream.Collectors.joining;

import dev.kbsync.simulator.content.Accounts;
import dev.kbsync.simulator.http.Answer;
import dev.kbsync.simulator.http.Html;
import dev.kbsync.simulator.http.Parameters;
import dev.kbsync.simulator.http.Request;
import dev.kbsync.simulator.site.Site;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The pages a person sees: {@code /authorize} asks for consent and sends the browser back to the
 * app; a request that cannot be trusted ends on an error page of the server's own and the app is
 * never called. PKCE parameters are accepted and mean nothing.
 */
public final class AuthorizationPages {
    public static final String CONSENT_PATH = "/authorize/consent";

    private static final List<String> REQUIRED =
            List.of("audience", "client_id", "scope", "redirect_uri", "response_type");
    private static final List<String> CARRIED =
            Stream.concat(REQUIRED.stream(), Stream.of("state", "prompt")).toList();

    private final OAuthApp app;
    private final Tokens tokens;
    private final List<Site> sites;

    public AuthorizationPages(OAuthApp app, Tokens tokens, List<Site> sites) {
        this.app = app;
        this.tokens = tokens;
        this.sites = sites;
    }

    /** {@code GET /authorize}. */
    public Answer authorize(Request request) {
        Parameters asked = request.parameters();
        return error(asked).orElseGet(() -> consentPage(asked, ""));
    }

    /** {@code POST /authorize/consent}: the form of the consent page. */
    public Answer decide(Request request) {
        Parameters form = request.form();
        Optional<Answer> error = error(form);
        if (error.isPresent()) {
            return error.get();
        }
        if (form.first("decision", "").equals("cancel")) {
            return back(
                    form,
                    "error=access_denied&error_description="
                            + Html.query("User did not authorize the request"));
        }
        Set<String> chosen = Set.copyOf(form.all("site"));
        if (chosen.isEmpty()) {
            return consentPage(form, "Choose at least one site.");
        }
        List<String> cloudIds =
                sites.stream()
                        .filter(site -> chosen.contains(site.name()))
                        .map(Site::cloudId)
                        .toList();
        Set<String> scopes = app.granted(Scopes.parse(form.first("scope", "")));
        String code =
                tokens.consent(
                        form.first("client_id", ""),
                        scopes,
                        cloudIds,
                        form.first("redirect_uri", ""));
        return back(form, "code=" + Html.query(code));
    }

    /** Where the browser lands when the app cannot be called back. */
    public Answer errorPage(Request request) {
        String error = Html.escape(request.parameters().first("error", "unknown_error"));
        String text = Html.escape(request.parameters().first("error_description", ""));
        return Answer.html(
                403,
                page(
                        "Something went wrong",
                        """
                        <p>Please contact the developer of this app.</p>
                        <dl><dt>Error</dt><dd id="error">%s</dd>
                        <dt>Description</dt><dd id="error-description">%s</dd></dl>
                        """
                                .formatted(error, text)));
    }

    private Optional<Answer> error(Parameters asked) {
        String client = asked.first("client_id", "");
        String redirectUri = asked.first("redirect_uri", "");
        if (!OAuthApp.isKnown(client)) {
            return Optional.of(toError("unauthorized_client", "Unknown client: " + client));
        }
        if (!app.isRegistered(redirectUri)) {
            return Optional.of(
                    toError(
                            "unauthorized_client",
                            "redirect_uri is not registered for client: " + redirectUri));
        }
        for (String name : REQUIRED) {
            if (asked.first(name, "").isBlank()) {
                return Optional.of(
                        toError("invalid_request", "Missing required parameter: " + name));
            }
        }
        if (!asked.first("audience", "").equals("api.atlassian.com")) {
            return Optional.of(toError("access_denied", "Unknown audience"));
        }
        if (!asked.first("response_type", "").equals("code")) {
            return Optional.of(toError("unsupported_response_type", "response_type must be code"));
        }
        String refused =
                Scopes.parse(asked.first("scope", "")).stream()
                        .filter(scope -> !app.isEnabled(scope))
                        .collect(joining(" "));
        return refused.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        toError("invalid_scope", "Scopes not enabled for this app: " + refused));
    }

    private static Answer toError(String error, String description) {
        return Answer.redirect(
                302, "/error?error=" + error + "&error_description=" + Html.query(description));
    }

    private static Answer back(Parameters asked, String result) {
        String redirectUri = asked.first("redirect_uri", "");
        String state = asked.first("state");
        return Answer.redirect(
                302,
                redirectUri
                        + (redirectUri.contains("?") ? "&" : "?")
                        + (state == null ? "" : "state=" + Html.query(state) + "&")
                        + result);
    }

    private Answer consentPage(Parameters asked, String complaint) {
        String carried =
                CARRIED.stream()
                        .filter(name -> asked.first(name) != null)
                        .map(
                                name ->
                                        "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
                                                .formatted(
                                                        name, Html.escape(asked.first(name, ""))))
                        .collect(joining("\n"));
        String scopes =
                Scopes.parse(asked.first("scope", "")).stream()
                        .map(AuthorizationPages::scopeItem)
                        .collect(joining("\n"));
        String choice = sites.stream().map(AuthorizationPages::siteChoice).collect(joining("\n"));
        String body =
                """
                <p><strong>%s</strong> asks for access to your Atlassian account
                <span class="who">%s &lt;%s&gt;</span>.</p>
                <form method="post" action="%s">
                %s
                <h2>Sites</h2>
                <p class="hint">Use the app on:</p>
                %s
                <p class="complaint" id="complaint">%s</p>
                <h2>What the app may do</h2>
                <ul class="scopes">%s</ul>
                <p class="buttons">
                <button class="primary" id="accept" name="decision" value="accept">Accept</button>
                <button id="cancel" name="decision" value="cancel">Cancel</button>
                </p>
                </form>
                """
                        .formatted(
                                Html.escape(OAuthApp.NAME),
                                Html.escape(Accounts.OWN.name()),
                                Html.escape(Accounts.OWN.email()),
                                CONSENT_PATH,
                                carried,
                                choice,
                                Html.escape(complaint),
                                scopes);
        return Answer.html(200, page("Grant access", body)).with("Cache-Control", "no-store");
    }

    private static String scopeItem(String scope) {
        return "<li>%s <code>%s</code></li>"
                .formatted(Html.escape(Scopes.describe(scope)), Html.escape(scope));
    }

    private static String siteChoice(Site site) {
        String name = Html.escape(site.name());
        return """
        <label class="site"><input type="checkbox" id="site-%s" name="site" value="%s" checked>
        <strong>%s</strong> <span>%s</span></label>
        """
                .formatted(name, name, name, Html.escape(site.url()));
    }

    private static String page(String title, String body) {
        return Objects.requireNonNull(PAGE).formatted(Html.escape(title), Html.escape(title), body);
    }

    private static final String PAGE =
            """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>%s</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <link rel="stylesheet" href="/_simulator/style.css"></head>
            <body class="consent"><main>
            <p class="brand">Simulated Atlassian account</p>
            <h1>%s</h1>
            %s
            </main></body></html>
            """;
}
