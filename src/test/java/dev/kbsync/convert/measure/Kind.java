package dev.kbsync.convert.measure;

/** Kinds of facts that a page states and its document must state too. */
enum Kind {
    CODE_LINE("code lines"),
    IMAGE("image names"),
    LINK_TEXT("link titles and texts"),
    LINK_TARGET("link targets"),
    TASK("task boxes"),
    TITLE("status and panel titles"),
    MENTION("mentions"),
    JIRA("Jira keys"),
    EMOJI("emoji"),
    DATE("dates"),
    FILE("files"),
    HEADING("headings (level, text)"),
    ITEM("list items (depth, text)"),
    TABLE("table rows (cells)");

    private final String title;

    Kind(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
