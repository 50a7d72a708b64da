package dev.kbsync.authorize.grant;

import dev.kbsync.confluence.failure.ConfluenceException;

/** Atlassian does not know the app, or its secret is wrong. The grant itself may be well. */
public class AppRejectedException extends ConfluenceException {

    private static final long serialVersionUID = 1;

    /**
     * @param clientId the setting that holds the client id
     * @param clientSecret the setting that holds the secret
     */
    AppRejectedException(String clientId, String clientSecret) {
        super(
                "Atlassian rejects the OAuth app: the client id or the client secret is wrong; copy both again from the developer console into %s and %s."
                        .formatted(clientId, clientSecret));
    }
}
