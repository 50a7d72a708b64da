package dev.kbsync.convert.handling;

import dev.kbsync.convert.tree.Flow;
import dev.kbsync.convert.tree.Mark;
import dev.kbsync.convert.xml.StorageXml;
import dev.kbsync.page.Inclusions;
import dev.kbsync.page.Page;
import dev.kbsync.page.PageLinks.Included;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.UserNames;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/** One page on its way from elements to a document: what handlers read from and write to. */
public final class Conversion {

    /** Included pages may nest, so this is more than one page's depth. */
    private static final int MAX_DEPTH = 300;

    private final PageRef page;
    private final Handlers handlers;
    private final Tally tally;
    private final Flow flow = new Flow();
    private final Addresses addresses;
    private final UserNames users;
    private final Inclusions inclusions;
    private final Budget budget;
    private final Set<String> including = new HashSet<>();
    private PageRef home;
    private int depth;
    private @Nullable Element written;

    // To look through a parent's children once, and not for each of them.
    private @Nullable Element lastParent;
    private boolean lastHoldsBlocks;

    public Conversion(
            Page page, Handlers handlers, Tally tally, Addresses addresses, UserNames users) {
        this.page = page.ref();
        this.home = page.ref();
        this.handlers = handlers;
        this.tally = tally;
        this.addresses = addresses;
        this.users = users;
        this.inclusions = page.inclusions();
        this.budget = new Budget(page.storage().length());
        this.including.add(key(home.space(), home.title()));
    }

    /** Where to write to. */
    public Flow flow() {
        return flow;
    }

    /** The page whose content this is: inside an included page that one, else the page itself. */
    public PageRef home() {
        return home;
    }

    /** Whether this is the page that is being converted, whatever it includes. */
    public boolean isThisPage(String space, String title) {
        return key(page.space(), page.title()).equals(key(space, title));
    }

    public Addresses addresses() {
        return addresses;
    }

    public UserNames users() {
        return users;
    }

    /** How much may be written more than once. */
    public Budget budget() {
        return budget;
    }

    /** Notes what went wrong, in one sentence that names the place. */
    public void warn(String warning) {
        tally.warn(warning);
    }

    /** Converts what is inside an element. */
    public void children(Element element) {
        for (int i = 0; i < element.childNodeSize(); i++) {
            convert(element.childNode(i));
        }
    }

    /** Converts a node and all below it. */
    public void convert(Node node) {
        if (node instanceof TextNode text) {
            flow.text(text.getWholeText());
        } else if (node instanceof Element element) {
            if (depth == MAX_DEPTH) {
                warn("nested too deep: only the text is kept of <" + element.normalName() + ">");
                flow.text(element.wholeText());
                return;
            }
            boolean alone =
                    Elements.isCard(element) || (mayStandAlone(element) && standsAlone(element));
            if (alone) {
                flow.begin();
            }
            depth++;
            if (Elements.isStruckOut(element)) {
                flow.marked(Mark.STRIKETHROUGH, () -> handle(element));
            } else {
                handle(element);
            }
            depth--;
            if (alone) {
                flow.boundary();
            }
        }
    }

    private void handle(Element element) {
        Handlers.Served served = handlers.find(element);
        tally.count(served.construct(), served.handler().handle(element, this));
        if (!element.equals(written)) {
            Macro.swallowed(element).forEach(this::convert);
        }
    }

    /** All that a macro holds is written. */
    void wrote(Element macro) {
        written = macro;
    }

    private static boolean mayStandAlone(Element element) {
        return switch (element.normalName()) {
            case "ac:adf-extension", "ac:image" -> true;
            default -> Macro.isMacro(element);
        };
    }

    /** Whether an element is a block of its own and no part of a text. */
    private boolean standsAlone(Element element) {
        Element parent = element.parent();
        if (!Objects.equals(parent, lastParent)) {
            lastParent = parent;
            lastHoldsBlocks = parent != null && Elements.holdsBlocks(parent);
        }
        return lastHoldsBlocks;
    }

    /**
     * Converts another page's content in the place of a macro that includes it.
     *
     * @param part what of the page is meant; null for what is not there
     * @return false if the page is not at hand or includes itself
     */
    public boolean include(String space, String title, Function<Element, @Nullable Element> part) {
        String key = key(space, title);
        if (including.contains(key)) {
            warn("\"" + title + "\" includes itself");
            return false;
        }
        Page included = inclusions.page(new Included(space, title)).orElse(null);
        addresses.included(space, title, included != null);
        if (included == null || !budget.spend(included.storage().length())) {
            return false;
        }
        Element content = part.apply(StorageXml.parse(included.storage(), this::warn));
        if (content == null) {
            return false;
        }
        PageRef outer = home;
        home = included.ref();
        including.add(key);
        children(content);
        including.remove(key);
        home = outer;
        return true;
    }

    /** Confluence takes titles, and keys of spaces, in any case. */
    private static String key(String space, String title) {
        return (space + "\n" + title).toLowerCase(Locale.ROOT);
    }
}
