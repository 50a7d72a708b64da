package dev.kbsync.authorize;

/** The two ways into a site. */
public enum CredentialKind {
    OAUTH,
    API_TOKEN
}
