package dev.kbsync.page;

/**
 * A page with its body.
 *
 * @param ref what the listing says of it
 * @param storage its body in Confluence storage format: an XML fragment, possibly empty
 * @param inclusions the pages whose content it includes
 */
public record Page(PageRef ref, String storage, Inclusions inclusions) {

    /** A page that includes nothing, or names and links what it includes. */
    public Page(PageRef ref, String storage) {
        this(ref, storage, Inclusions.NONE);
    }

    /** Camel looks carriers up by it at every step: it must not read the whole body each time. */
    @Override
    public int hashCode() {
        return ref.contentId().hashCode();
    }

    /** The same page with other inclusions. */
    public Page with(Inclusions other) {
        return new Page(ref, storage, other);
    }
}
