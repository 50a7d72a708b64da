package dev.kbsync.convert;

import dev.kbsync.page.PageRef;
import java.util.Optional;

/** Knows where other pages of the site are. */
public interface PageLinks {

    /** Knows no page: every link leads to an address made from its space and title. */
    PageLinks NONE = (from, wanted, style) -> Optional.empty();

    /**
     * The address of a page.
     *
     * @param from the page that has the link
     * @param wanted the page it links to
     * @param style {@link LinkStyle#FILE} for an address relative to the document of {@code from}
     * @return empty for a page not (yet) known; the link then leads to the site
     */
    Optional<String> address(PageRef from, Wanted wanted, LinkStyle style);

    /**
     * The content id of a page, by which the files attached to it are addressed.
     *
     * @return empty for a page not (yet) known; the files then lead to the page
     */
    default Optional<String> contentId(PageRef from, ByTitle wanted) {
        return Optional.empty();
    }

    /** How storage format names a page. */
    sealed interface Wanted {}

    /** A page by its space's key and its title, the usual way. */
    record ByTitle(String space, String title) implements Wanted {}

    /**
     * A blog post.
     *
     * @param day its posting day as {@code YYYY/MM/DD}
     */
    record BlogPost(String space, String title, String day) implements Wanted {}

    /** Any content by its id. */
    record ById(String contentId) implements Wanted {}
}
