package dev.kbsync.simulator.view;

import static dev.kbsync.simulator.http.Html.escape;

import dev.kbsync.simulator.content.Content;
import dev.kbsync.simulator.content.ContentIndex.Order;
import dev.kbsync.simulator.content.ContentType;
import dev.kbsync.simulator.content.Space;
import dev.kbsync.simulator.site.Links;
import dev.kbsync.simulator.site.Site;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Links and images of a page as HTML; what a link names by title is looked up. */
final class LinkView {
    private static final int MOST_CHILDREN = 100;

    private final Site site;
    private final Content page;

    LinkView(Site site, Content page) {
        this.site = site;
        this.page = page;
    }

    /** An ordinary link. */
    String anchor(Element element, String inside) {
        return to(element.getAttribute("href"), inside);
    }

    /** A link, unless the address could run a script. */
    private static String to(String address, String inside) {
        String lower = address.strip().toLowerCase(Locale.ROOT);
        boolean harmless = lower.matches("(https?:|mailto:|#|/).*") || !lower.contains(":");
        return harmless ? "<a href=\"" + escape(address) + "\">" + inside + "</a>" : inside;
    }

    /** {@code ac:link}: to a page, a person, a file, a space or a place on this page. */
    String link(Element link, StorageView view) {
        Optional<Element> resource =
                StorageDom.elements(link).stream()
                        .filter(child -> child.getTagName().startsWith("ri:"))
                        .findFirst();
        String anchor = link.getAttribute("ac:anchor");
        String text =
                StorageDom.child(link, "ac:link-body")
                        .map(view::inside)
                        .or(
                                () ->
                                        StorageDom.child(link, "ac:plain-text-link-body")
                                                .map(body -> escape(body.getTextContent())))
                        .orElse("");
        if (resource.isEmpty()) {
            return to("#" + anchor, text.isEmpty() ? escape(anchor) : text);
        }
        return resource(resource.get(), text, anchor.isEmpty() ? "" : "#" + anchor);
    }

    private String resource(Element resource, String text, String anchor) {
        return switch (resource.getTagName()) {
            case "ri:user" -> StorageView.mention(resource.getAttribute("ri:account-id"));
            case "ri:page", "ri:blog-post" -> page(resource, text, anchor);
            case "ri:attachment" -> {
                String file = resource.getAttribute("ri:filename");
                yield to(fileAddress(file), text.isEmpty() ? escape(file) : text);
            }
            case "ri:url" -> {
                String url = resource.getAttribute("ri:value");
                yield to(url, text.isEmpty() ? escape(url) : text);
            }
            case "ri:space" -> {
                String key = resource.getAttribute("ri:space-key");
                yield to(site.base() + "/spaces/" + key, text.isEmpty() ? escape(key) : text);
            }
            default -> text;
        };
    }

    private String page(Element resource, String text, String anchor) {
        String title = resource.getAttribute("ri:content-title");
        boolean blog = resource.getTagName().equals("ri:blog-post");
        Content target = find(blog, resource.getAttribute("ri:space-key"), title);
        String shown = text.isEmpty() ? escape(title) : text;
        return target == null
                ? "<span class=\"missing\">" + shown + "</span>"
                : to(address(target) + anchor, shown);
    }

    private @Nullable Content find(boolean blog, String spaceKey, String title) {
        Space space = spaceKey.isEmpty() ? null : site.content().spaceByKey(spaceKey);
        long spaceId = space == null ? page.spaceId() : space.id();
        return blog ? blogPost(spaceId, title) : site.content().pageTitled(spaceId, title);
    }

    private @Nullable Content blogPost(long spaceId, String title) {
        Iterator<Content> all =
                site.content().index().scan(List.of(spaceId), Order.ID, false, null);
        while (all.hasNext()) {
            Content content = all.next();
            if (content.type() == ContentType.BLOGPOST && content.title().equals(title)) {
                return content;
            }
        }
        return null;
    }

    /** {@code ac:image}, with its caption. */
    String image(Element image, StorageView view) {
        String address =
                StorageDom.child(image, "ri:attachment")
                        .map(file -> fileAddress(file.getAttribute("ri:filename")))
                        .or(
                                () ->
                                        StorageDom.child(image, "ri:url")
                                                .map(url -> url.getAttribute("ri:value")))
                        .orElse("");
        String caption =
                StorageDom.child(image, "ac:caption")
                        .map(c -> "<figcaption>" + view.inside(c) + "</figcaption>")
                        .orElse("");
        return "<figure><img src=\"%s\" alt=\"%s\">%s</figure>"
                .formatted(escape(address), escape(image.getAttribute("ac:alt")), caption);
    }

    /** What stands directly below this page. */
    String children() {
        return site.content().children(page.id()).stream()
                .filter(child -> child.type().inTree() && child.isCurrent())
                .limit(MOST_CHILDREN)
                .map(child -> "<li>" + to(address(child), escape(child.title())) + "</li>")
                .collect(Collectors.joining("", "<ul>", "</ul>"));
    }

    private String address(Content content) {
        return site.base() + new Links(site).webui(content);
    }

    /** Where a file of this page is shown to people. */
    String fileAddress(String name) {
        List<Content> files =
                site.content().children(page.id()).stream()
                        .filter(child -> child.type() == ContentType.ATTACHMENT)
                        .filter(child -> child.title().equals(name))
                        .toList();
        return files.isEmpty() ? "#" : "/wiki/files/" + files.get(0).id();
    }
}
