package dev.kbsync.authorize;

import dev.kbsync.confluence.ConfluenceException;

/** Atlassian does not know the app, or its secret is wrong. The grant itself may be well. */
class AppRejectedException extends ConfluenceException {

    private static final long serialVersionUID = 1;

    AppRejectedException() {
        super(
                "Atlassian rejects the OAuth app: the client id or the client secret is wrong; copy both again from the developer console into CONFLUENCE_OAUTH_CLIENT_ID and CONFLUENCE_OAUTH_CLIENT_SECRET.");
    }
}
