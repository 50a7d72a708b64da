package dev.kbsync.ledger;

import dev.kbsync.page.PageLinks.Made;
import dev.kbsync.page.PageRef;
import java.util.Collection;
import java.util.List;

/**
 * A page's document as sinks confirmed it.
 *
 * @param path where it lies in them
 * @param sinks those that confirmed it, at least one
 * @param fingerprint of the page it was made of
 * @param links where its links lead
 */
public record ConfirmedDocument(
        PageRef ref, String path, List<String> sinks, String fingerprint, Collection<Made> links) {}
