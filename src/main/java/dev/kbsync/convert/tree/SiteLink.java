package dev.kbsync.convert.tree;

import org.commonmark.node.Link;

/** A link whose text says all: its address matters to a browser only. */
public final class SiteLink extends Link {
    SiteLink(String destination) {
        super(destination, null);
    }
}
