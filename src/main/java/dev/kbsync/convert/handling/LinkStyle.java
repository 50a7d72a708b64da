package dev.kbsync.convert.handling;

/** Where a link to another page of the site leads. */
public enum LinkStyle {
    /** To the page's web address. */
    WEB,
    /** To the page's file beside this one, as long as there is one. */
    FILE
}
