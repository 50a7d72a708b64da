package dev.kbsync.retrieval.question;

/** What a question asks for. */
public enum Kind {
    CELL("cell by row and column"),
    SECTION("section by heading"),
    CODE("code by its lead sentence"),
    CALLOUT("call-out by its title"),
    LINK("link by its text"),
    INCLUDE("include by its host");

    private final String title;

    Kind(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
