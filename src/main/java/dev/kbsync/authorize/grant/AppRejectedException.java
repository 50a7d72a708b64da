package dev.kbsync.authorize.grant;

import dev.kbsync.confluence.failure.ConfluenceException;

/** Atlassian does not know the app, or its secret is wrong. The grant itself may be well. */
public class AppRejectedException extends ConfluenceException {

    private static final long serialVersionUID = 1;

    public AppRejectedException() {
        super(
                "Atlassian rejects the OAuth app: the client id or the client secret is wrong; copy both again from the developer console into CONFLUENCE_OAUTH_CLIENT_ID and CONFLUENCE_OAUTH_CLIENT_SECRET.");
    }
}
