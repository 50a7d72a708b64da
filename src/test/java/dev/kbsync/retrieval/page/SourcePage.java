package dev.kbsync.retrieval.page;

import dev.kbsync.page.PageRef;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;

/**
 * A page that questions are asked about.
 *
 * @param ref title, space and address
 * @param storage its body in storage format
 * @param html the same as Confluence shows it, included pages in their places
 */
public record SourcePage(PageRef ref, String storage, String html) {

    /** In exports, which keep bodies in CDATA, the end of a CDATA section has a blank in it. */
    private static final Pattern EXPORTED_END = Pattern.compile("]] >");

    public String title() {
        return ref.title();
    }

    public Language language() {
        return Language.of(StorageText.of(tree()));
    }

    /** The body as a tree; a new one each time. */
    public Document tree() {
        return tree(storage);
    }

    static Document tree(String storage) {
        return Jsoup.parse(mended(storage), "", Parser.xmlParser());
    }

    static String mended(String storage) {
        return storage.contains("]]>") ? storage : EXPORTED_END.matcher(storage).replaceAll("]]>");
    }
}
