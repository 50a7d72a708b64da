package dev.kbsync.convert.tree;

import org.jspecify.annotations.Nullable;

/**
 * Where a link leads. Two links to the same place are two targets: identity tells them apart.
 *
 * @see SiteLink
 */
public final class Target {

    private final String address;
    private final @Nullable String file;
    private final boolean onSite;
    private final @Nullable String anchor;

    private Target(String address, @Nullable String file, boolean onSite, @Nullable String anchor) {
        this.address = address;
        this.file = file;
        this.onSite = onSite;
        this.anchor = anchor;
    }

    /** An address somewhere, which a text document shows beside the link's text. */
    public static Target away(String address) {
        return new Target(address, null, false, null);
    }

    /** A page, file, space or person of the site, whose address a text document leaves out. */
    public static Target onSite(String address) {
        return new Target(address, null, true, null);
    }

    /**
     * A page that there is a document of.
     *
     * @param file the document, seen from this one
     */
    public static Target onSite(String address, String file) {
        return new Target(address, file, true, null);
    }

    /**
     * A place on this page.
     *
     * @param anchor the anchor as Confluence writes it
     * @param address where it leads when no heading of this document is meant
     */
    public static Target anchor(String anchor, String address) {
        return new Target(address, null, true, anchor);
    }

    public String address() {
        return address;
    }

    @Nullable String file() {
        return file;
    }

    boolean onSite() {
        return onSite;
    }

    @Nullable String anchor() {
        return anchor;
    }
}
