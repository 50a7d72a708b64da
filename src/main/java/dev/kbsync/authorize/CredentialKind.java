package dev.kbsync.authorize;

/** The ways into a site, the one that is used where nobody chose first. */
public enum CredentialKind {
    OAUTH("OAuth 2.0 grant"),
    /** The OAuth 2.0 credential of a service account. */
    SERVICE("service account"),
    API_TOKEN("API token");

    private final String words;

    CredentialKind(String words) {
        this.words = words;
    }

    /** As people read it. */
    public String words() {
        return words;
    }
}
