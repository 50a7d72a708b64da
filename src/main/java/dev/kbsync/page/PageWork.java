package dev.kbsync.page;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one run decided to do with one page; the body of the route {@code page}.
 *
 * @param ref the page
 * @param verdict what is to be done
 * @param reason why, in a few words; for an upsert what its document lacks, usually empty
 * @param listed whether a listing showed the page in this run, so that the balance counts it
 * @param storage its body, null until fetched or where none is needed
 * @param sinks names of the sinks that must hear of it
 * @param path where its document lies in a folder, see {@link DocumentPath}
 * @param formerPaths where earlier documents of it may lie, never {@link #path}
 * @param ownPaths where the ledger knows that a document of it was written
 */
public record PageWork(
        PageRef ref,
        Verdict verdict,
        String reason,
        boolean listed,
        @Nullable String storage,
        List<String> sinks,
        String path,
        List<String> formerPaths,
        List<String> ownPaths) {

    /** What is to be done with a page. */
    public enum Verdict {
        UPSERT,
        REMOVE,
        /** Some sinks hold a document of it and want it no more; others may keep theirs. */
        LEAVE,
        UNCHANGED,
        SKIP,
        /** Failed before and is not due yet: it stays failed, but is not tried. */
        WAIT,
        /** Something went wrong before the page's turn came; {@link #reason} says what. */
        FAIL
    }

    public PageWork {
        sinks = List.copyOf(sinks);
        formerPaths = List.copyOf(formerPaths);
        ownPaths = List.copyOf(ownPaths);
    }

    /** Of a page that no sink has a document of. */
    public PageWork(
            PageRef ref,
            Verdict verdict,
            String reason,
            boolean listed,
            @Nullable String storage,
            List<String> sinks,
            String path) {
        this(ref, verdict, reason, listed, storage, sinks, path, List.of(), List.of());
    }

    /** A listed page of which no sink has to hear. */
    public static PageWork settled(PageRef ref, Verdict verdict, String reason, String path) {
        return new PageWork(
                ref, verdict, reason, true, null, List.of(), path, List.of(), List.of());
    }

    /** Camel looks carriers up by it at every step: it must not read the whole body each time. */
    @Override
    public int hashCode() {
        return ref.contentId().hashCode();
    }

    public boolean isUpsert() {
        return verdict == Verdict.UPSERT;
    }

    /** Whether the sinks that are told are to remove their documents. */
    public boolean isRemoval() {
        return verdict == Verdict.REMOVE || verdict == Verdict.LEAVE;
    }

    /** Whether no sink may keep a document of it. */
    public boolean isWithdrawal() {
        return verdict == Verdict.REMOVE;
    }

    /** Nothing links to the document of a file, and nothing includes it. */
    public boolean mayBeLinked() {
        return !ref.isAttachment();
    }

    /** Whether its body has to be asked for; a file's text is read when its turn comes. */
    public boolean needsBody() {
        return isUpsert() && storage == null && !ref.isAttachment();
    }

    /** Whether a file has to be downloaded and read. */
    public boolean needsFile() {
        return isUpsert() && storage == null && ref.isAttachment();
    }

    /** The page with its body; what it includes has yet to be looked up. */
    public Page page() {
        if (storage == null) {
            throw new IllegalStateException(
                    ref.isAttachment()
                            ? "The file was not read; routes/3-page.camel.yaml needs the step read-file."
                            : "The body of page " + ref.contentId() + " was not fetched.");
        }
        return new Page(ref, storage, PageWork::notLookedUp);
    }

    private static Optional<Page> notLookedUp(PageLinks.Included wanted) {
        throw new IllegalStateException(
                "The pages that this one includes were not looked up; routes/3-page.camel.yaml needs the step include.");
    }

    /** The work as it was listed: a version saved meanwhile is found by the next run. */
    public PageWork withBody(String body) {
        return new PageWork(ref, verdict, reason, listed, body, sinks, path, formerPaths, ownPaths);
    }

    /**
     * The work with the text of a file.
     *
     * @param body the text as storage format
     * @param lacks what is not in it, a few words; empty if nothing
     */
    public PageWork withText(String body, String lacks) {
        return new PageWork(ref, verdict, lacks, listed, body, sinks, path, formerPaths, ownPaths);
    }

    /** The same once its body has served: the outcomes of many pages are kept for a while. */
    PageWork withoutBody() {
        return storage == null
                ? this
                : new PageWork(
                        ref, verdict, reason, listed, null, sinks, path, formerPaths, ownPaths);
    }

    /** Another decision for the same page, for which no sink has to hear of it. */
    public PageWork as(Verdict other, String why) {
        return new PageWork(ref, other, why, listed, null, List.of(), path, formerPaths, ownPaths);
    }

    public PageWork failed(String cause) {
        return new PageWork(
                ref, Verdict.FAIL, cause, listed, null, List.of(), path, formerPaths, ownPaths);
    }

    /**
     * The sinks as the endpoints of their routes, comma separated; empty if nothing is delivered.
     */
    public String endpoints() {
        return String.join(",", sinks.stream().map(SinkRoute::endpoint).toList());
    }
}
