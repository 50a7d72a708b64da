package dev.kbsync.confluence;

/** Estimates what it would cost to get the bodies of pages; it asks Atlassian nothing. */
@FunctionalInterface
public interface BodyCost {

    Usage of(String site, int pages);
}
