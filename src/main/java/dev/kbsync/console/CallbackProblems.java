package dev.kbsync.console;

import dev.kbsync.authorize.consent.ConsentExchange;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** What a callback's error code means, for people; never repeats what the address bar says. */
public final class CallbackProblems {

    /** In braces: what an app's settings hold. */
    private static final Map<String, String> SENTENCES =
            Map.of(
                    "access_denied",
                    "The consent was cancelled on Atlassian's page; nothing was stored. Authorize again and choose Accept.",
                    ConsentExchange.APP_REJECTED,
                    "Atlassian rejects the OAuth app: the client secret (or the client id) is"
                            + " wrong; copy it again from the developer console into {client-secret}"
                            + " and restart.",
                    ConsentExchange.CODE_REJECTED,
                    "Atlassian did not accept the code of the callback: it was used already, is too"
                            + " old, or the redirect URI differs from the registered one. Check"
                            + " {redirect-uri} and authorize again.",
                    ConsentExchange.NO_ANSWER,
                    "Atlassian's authorization server gave no usable answer; check the network and authorize again.",
                    "invalid_scope",
                    "Insufficient permissions: the app may not ask for one of the scopes; enable read:confluence-content.all and search:confluence for it in the developer console.",
                    "unauthorized_client",
                    "Atlassian does not know this redirect URI for the app; register exactly the"
                            + " value of {redirect-uri} as its callback URL.");

    private static final Pattern PART = Pattern.compile("\\{([a-z-]+)}");

    private CallbackProblems() {}

    /** The callback does not belong to a consent that this browser's session began. */
    public static final String STATE_MISMATCH =
            "State mismatch: this callback does not belong to a consent begun in this browser within the last 15 minutes, or it was used already. Nothing was stored; begin again with Authorize with Confluence.";

    /**
     * What the code of a callback's {@code error} parameter means.
     *
     * @param setting gives the name of the setting that holds a part of the app
     */
    static String sentence(String code, UnaryOperator<String> setting) {
        String sentence =
                SENTENCES.getOrDefault(
                        code,
                        "Atlassian refused the consent for a reason of its own; authorize again.");
        return PART.matcher(sentence).replaceAll(part -> setting.apply(part.group(1)));
    }
}
