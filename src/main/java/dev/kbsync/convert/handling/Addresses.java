package dev.kbsync.convert.handling;

import dev.kbsync.convert.text.Slugs;
import dev.kbsync.convert.text.UrlText;
import dev.kbsync.convert.tree.Target;
import dev.kbsync.page.PageLinks;
import dev.kbsync.page.PageLinks.BlogPost;
import dev.kbsync.page.PageLinks.ById;
import dev.kbsync.page.PageLinks.ByTitle;
import dev.kbsync.page.PageLinks.Included;
import dev.kbsync.page.PageLinks.Made;
import dev.kbsync.page.PageLinks.Mentioned;
import dev.kbsync.page.PageLinks.Wanted;
import dev.kbsync.page.PageRef;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes addresses of what a page links to. */
public final class Addresses {

    private static final Pattern ORIGIN =
            Pattern.compile("^(https?://[^/?#\\s]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern SCHEME = Pattern.compile("^([a-zA-Z][a-zA-Z0-9+.-]*):");
    private static final Set<String> SAFE_SCHEMES = Set.of("http", "https", "mailto");
    private static final Set<String> EXECUTABLE_SCHEMES =
            Set.of("javascript", "vbscript", "data", "blob", "jar", "view-source");

    /** Confluence has no display address for titles with these. */
    private static final Pattern NOT_DISPLAYABLE = Pattern.compile("[/?&#%+\\\\;:\"<>]|^\\.|\\.$");

    /** How a browser copies a link to a heading. */
    private static final Pattern PLACE_ON_PAGE =
            Pattern.compile("/pages/(\\d+)(?:/[^?#]*)?(?:\\?[^#]*)?#(.+)$");

    private final PageRef page;
    private final PageLinks links;
    private final ConvertOptions options;
    private final Set<Made> made = new LinkedHashSet<>();
    private final String origin;

    public Addresses(PageRef page, PageLinks links, ConvertOptions options) {
        this.page = page;
        this.links = links;
        this.options = options;
        Matcher matcher = ORIGIN.matcher(page.webUrl());
        this.origin = matcher.find() ? matcher.group(1) : "";
    }

    /**
     * A page of the site. Its web address is made of what this page says and of nothing else: which
     * other pages are known depends on the order in which they were delivered.
     *
     * @param anchor a place on it, empty for none
     */
    public Target page(Wanted wanted, String anchor) {
        boolean web = options.links() == LinkStyle.WEB;
        PageRef known = web ? null : links.find(page, wanted).orElse(null);
        made.add(
                new Made(wanted, known == null ? "" : PageLinks.place(known, options.path()), web));
        String place = anchor.isEmpty() ? "" : fragment(anchor);
        String address = address(wanted) + place;
        return known == null
                ? Target.onSite(address)
                : Target.onSite(
                        address,
                        UrlText.clean(options.path().between(page, known, options.format()))
                                + heading(anchor));
    }

    private String address(Wanted wanted) {
        if (wanted instanceof ById byId) {
            return wiki("/pages/viewpage.action?pageId=" + UrlText.encoded(byId.contentId()));
        }
        if (wanted instanceof BlogPost post) {
            String day = post.day().isEmpty() ? "" : post.day() + "/";
            return display(post.space(), UrlText.clean(day), post.title());
        }
        ByTitle byTitle = (ByTitle) wanted;
        return display(byTitle.space(), "", byTitle.title());
    }

    private String display(String space, String day, String title) {
        String key = UrlText.encoded(space);
        if (day.isEmpty() && NOT_DISPLAYABLE.matcher(title).find()) {
            return wiki(
                    "/pages/viewpage.action?spaceKey=" + key + "&title=" + UrlText.encoded(title));
        }
        return wiki("/display/" + key + "/" + day + UrlText.encoded(title).replace("%20", "+"));
    }

    /**
     * The content id of another page, where that is known. The document depends on that, so it is
     * noted like a link to the page's own document.
     */
    public Optional<String> contentId(ByTitle wanted) {
        Optional<PageRef> known = links.find(page, wanted);
        made.add(
                new Made(
                        wanted,
                        known.map(ref -> PageLinks.place(ref, options.path())).orElse(""),
                        false));
        return known.map(PageRef::contentId);
    }

    /**
     * Notes that the page shows what another one holds, or would if it were at hand.
     *
     * @param shown whether it is at hand
     */
    public void included(String space, String title, boolean shown) {
        Included wanted = new Included(space, title);
        String state =
                shown
                        ? links.find(page, wanted)
                                .map(ref -> PageLinks.state(ref, options.path()))
                                .orElse("")
                        : "";
        made.add(new Made(wanted, state, false));
    }

    /**
     * Somebody who is mentioned.
     *
     * @param name as it is known, empty if it is not
     */
    public Target user(String accountId, String name) {
        made.add(new Made(new Mentioned(accountId), name, true));
        return Target.onSite(wiki("/people/" + UrlText.encoded(accountId)));
    }

    /** Whether a link leads to a page that there is a file of. */
    public boolean hasNeighbours() {
        return options.links() == LinkStyle.FILE
                && made.stream()
                        .anyMatch(
                                link ->
                                        !(link.wanted() instanceof Included)
                                                && !(link.wanted() instanceof Mentioned)
                                                && !link.answer().isEmpty());
    }

    /** The links to other documents so far, each once. */
    public List<Made> made() {
        return List.copyOf(made);
    }

    /** A place on the page itself. */
    public Target anchor(String anchor) {
        return Target.anchor(anchor, UrlText.clean(page.webUrl()) + fragment(anchor));
    }

    /** The page itself. */
    public Target self() {
        return Target.onSite(UrlText.clean(page.webUrl()));
    }

    /** A file attached to a page. */
    public Target attachment(String contentId, String fileName) {
        String file = UrlText.encoded(fileName);
        return Target.onSite(
                contentId.isEmpty()
                        ? file
                        : wiki("/download/attachments/" + UrlText.encoded(contentId) + "/" + file));
    }

    public Target space(String key) {
        return Target.onSite(wiki("/spaces/" + UrlText.encoded(key)));
    }

    public Target jiraIssue(String key) {
        return Target.onSite(origin + "/browse/" + UrlText.encoded(key));
    }

    /** The issues that a query in Jira's language finds. */
    public Target jiraQuery(String query) {
        return Target.onSite(origin + "/issues/?jql=" + UrlText.encoded(query));
    }

    /**
     * An address as the page has it; null when it must not become a link, since only {@code http},
     * {@code https}, {@code mailto} and addresses without a scheme may. The name of a shared folder
     * in Windows is none.
     */
    public @Nullable Target link(String raw) {
        String address = UrlText.clean(raw);
        if (address.isEmpty() || raw.strip().startsWith("\\\\")) {
            return null;
        }
        if (address.startsWith("#")) {
            return anchor(address.substring(1));
        }
        if (address.startsWith("//")) {
            return Target.away("https:" + address);
        }
        if (address.startsWith("/")) {
            return Target.onSite(origin + address);
        }
        String scheme = scheme(address);
        if (!scheme.isEmpty() && !SAFE_SCHEMES.contains(scheme)) {
            return null;
        }
        if (origin.isEmpty() || !address.startsWith(origin + "/")) {
            return Target.away(address);
        }
        Matcher place = PLACE_ON_PAGE.matcher(address);
        boolean here = place.find() && place.group(1).equals(page.contentId());
        return here ? anchor(place.group(2)) : Target.onSite(address);
    }

    /** Whether an address that is no link may at least be read. */
    public static boolean isReadable(String raw) {
        String address = UrlText.clean(raw);
        return !address.isEmpty() && !EXECUTABLE_SCHEMES.contains(scheme(address));
    }

    private static String scheme(String address) {
        Matcher matcher = SCHEME.matcher(address);
        return matcher.find() ? matcher.group(1).toLowerCase(Locale.ROOT) : "";
    }

    /**
     * What an anchor most likely is in a document: its heading's, and {@code Title.1} the second's.
     */
    private static String heading(String anchor) {
        if (anchor.isEmpty()) {
            return "";
        }
        String numbered = UrlText.decoded(anchor).replaceFirst("\\.(\\d+)$", "-$1");
        return "#" + UrlText.clean(Slugs.of(numbered));
    }

    private String wiki(String path) {
        return origin + "/wiki" + path;
    }

    private static String fragment(String anchor) {
        return "#" + UrlText.clean(anchor.strip().replaceAll("\\s+", "-"));
    }
}
