package dev.kbsync.page;

import java.util.Optional;

/** Knows which pages of a site there are documents of. */
public interface PageLinks {

    /** Knows no page: every link leads to an address made from its space and title. */
    PageLinks NONE = (from, wanted) -> Optional.empty();

    /**
     * A page that another one links to.
     *
     * @param from the page that has the link
     * @return empty for a page not (yet) known; the link then leads to the site
     */
    Optional<PageRef> find(PageRef from, Wanted wanted);

    /** How storage format names a page. */
    sealed interface Wanted {

        /** Key of its space, empty where it is not named by that. */
        default String space() {
            return "";
        }

        /** Its title, empty where it is not named by that. */
        default String title() {
            return "";
        }

        /** A word for what kind of link it is; the ledger keeps it. */
        default String kind() {
            return "PAGE";
        }

        /** What it is called: a title, or an account. */
        default String name() {
            return title();
        }

        /**
         * Id of the page that it leads to; empty if there is none.
         *
         * @param answer as in {@link Made}
         */
        default String target(String answer) {
            return answer.replaceAll(" .*", "");
        }
    }

    /** A page by its space's key and its title, the usual way. */
    record ByTitle(String space, String title) implements Wanted {}

    /**
     * A blog post.
     *
     * @param day its posting day as {@code YYYY/MM/DD}
     */
    record BlogPost(String space, String title, String day) implements Wanted {

        @Override
        public String kind() {
            return "BLOG_POST";
        }
    }

    /** Any content by its id. */
    record ById(String contentId) implements Wanted {

        @Override
        public String target(String answer) {
            return contentId;
        }
    }

    /** A page whose content is shown in the place of a macro, whole or in part. */
    record Included(String space, String title) implements Wanted {

        @Override
        public String kind() {
            return "INCLUDED";
        }
    }

    /** No page, but somebody who is mentioned: a document has the name as it was known. */
    record Mentioned(String accountId) implements Wanted {

        @Override
        public String kind() {
            return "MENTIONED";
        }

        @Override
        public String name() {
            return accountId;
        }

        @Override
        public String target(String answer) {
            return "";
        }
    }

    /**
     * A link of a document to another document, so that the one can be converted again when the
     * other comes, goes or gets another name.
     *
     * @param answer {@link #place} of the page it led to, for one whose content is shown {@link
     *     #state}, for somebody mentioned the name; empty for what was not at hand
     * @param lasting whether it leads to the site, so that it stays right until the page is renamed
     */
    record Made(Wanted wanted, String answer, boolean lasting) {}

    /** What the path of a page's document depends on. */
    static String place(PageRef ref, DocumentPath path) {
        String above = path.above(ref);
        return ref.contentId()
                + " "
                + ref.space()
                + " "
                + ref.title()
                + (above.isEmpty() ? "" : " " + above);
    }

    /** What a document depends on that shows the page's content. */
    static String state(PageRef ref, DocumentPath path) {
        return place(ref, path) + " " + ref.version() + " " + ref.modifiedAt().getEpochSecond();
    }
}
