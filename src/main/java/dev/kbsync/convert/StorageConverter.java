package dev.kbsync.convert;

import dev.kbsync.convert.handling.Addresses;
import dev.kbsync.convert.handling.Conversion;
import dev.kbsync.convert.handling.ConvertOptions;
import dev.kbsync.convert.handling.Handlers;
import dev.kbsync.convert.handling.LinkStyle;
import dev.kbsync.convert.handling.Tally;
import dev.kbsync.convert.render.DocumentRenderer;
import dev.kbsync.convert.render.DocumentRenderer.Rendering;
import dev.kbsync.convert.xml.StorageXml;
import dev.kbsync.page.Document;
import dev.kbsync.page.Format;
import dev.kbsync.page.Inclusions;
import dev.kbsync.page.Page;
import dev.kbsync.page.PageLinks;
import dev.kbsync.page.PageLinks.Included;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.UserNames;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.commonmark.node.Node;
import org.jsoup.nodes.Element;

/**
 * Converts storage format to Markdown or text. It may be used by several threads; it never fails
 * for what a page contains, and accounts in the document's census for all it met.
 */
public final class StorageConverter {

    /**
     * Changes whenever the same page would give another document, so that a page converted under
     * another tag counts as changed.
     */
    public static final String TAG = "7";

    private final Handlers handlers = new Handlers(StandardHandlers.all());
    private final ConvertOptions options;
    private final PageLinks links;
    private final UserNames users;

    /** A converter that knows nothing but the page it converts. */
    public StorageConverter(ConvertOptions options) {
        this(options, PageLinks.NONE, UserNames.NONE);
    }

    public StorageConverter(ConvertOptions options, PageLinks links, UserNames users) {
        this.options = options;
        this.links = links;
        this.users = users;
    }

    /** One that writes another format, and is the same otherwise. */
    StorageConverter in(Format format) {
        return new StorageConverter(options.in(format), links, users);
    }

    /** The document a page gives. */
    public Document convert(Page page) {
        return convert(page, 0);
    }

    /**
     * What a page gives as a part of a document.
     *
     * @param level of the heading that it stands under; its own ones are below that
     */
    Document convert(Page page, int level) {
        Tally tally = new Tally();
        Addresses addresses = new Addresses(page.ref(), links, options);
        Node tree = tree(page, addresses, tally, level);
        int length = page.storage().length() / 2;
        Rendering web = DocumentRenderer.render(tree, options.format(), LinkStyle.WEB, length);
        String shelved =
                addresses.hasNeighbours()
                        ? DocumentRenderer.render(tree, options.format(), LinkStyle.FILE, length)
                                .text()
                        : web.text();
        return new Document(
                options.properties() ? withProperties(page) : page.ref(),
                options.format(),
                web.text(),
                shelved,
                addresses.made(),
                tally.census(),
                web.outline());
    }

    private PageRef withProperties(Page page) {
        Map<String, String> properties = new PageProperties(handlers, options, users).of(page);
        return properties.isEmpty() ? page.ref() : page.ref().saying(properties);
    }

    /** What a page shows of other pages, found by converting it for nothing but that. */
    Set<Included> includedBy(Page page) {
        Set<Included> found = new LinkedHashSet<>();
        if (mayInclude(page.storage())) {
            Inclusions noting =
                    wanted -> {
                        found.add(wanted);
                        return page.inclusions().page(wanted);
                    };
            tree(
                    page.with(noting),
                    new Addresses(page.ref(), PageLinks.NONE, options),
                    new Tally(),
                    0);
        }
        return found;
    }

    /** What every macro that includes has in its name. */
    private static boolean mayInclude(String storage) {
        return storage.contains("nclude") || storage.contains("NCLUDE");
    }

    /** The document before it is written. */
    Node tree(Page page) {
        return tree(page, new Addresses(page.ref(), links, options), new Tally(), 0);
    }

    private Node tree(Page page, Addresses addresses, Tally tally, int level) {
        Element root = StorageXml.parse(page.storage(), tally::warn);
        Conversion conversion = new Conversion(page, handlers, tally, addresses, users);
        conversion.flow().under(level);
        conversion.children(root);
        int removed = conversion.flow().removedCharacters();
        if (removed > 0) {
            tally.warn("removed " + removed + " control or invalid characters");
        }
        return conversion.flow().finish(page.ref().title());
    }
}
