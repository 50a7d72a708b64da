package dev.kbsync.run;

import dev.kbsync.page.PageRef;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the ledger knows of a page.
 *
 * @param ref the page as it was when last announced; ancestors and labels are not kept
 * @param paths every file name its document may lie under
 * @param sinks by sink that may hold a document, the fingerprint it confirmed; empty text if it
 *     never confirmed one
 */
record LedgerEntry(PageRef ref, List<String> paths, Map<String, String> sinks) {

    /** The same, but whatever the sinks hold is to be delivered again. */
    LedgerEntry doubted() {
        Map<String, String> doubted = new TreeMap<>(sinks);
        doubted.replaceAll((sink, fingerprint) -> "");
        return new LedgerEntry(ref, paths, doubted);
    }
}
