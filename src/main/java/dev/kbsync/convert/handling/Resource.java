package dev.kbsync.convert.handling;

import dev.kbsync.convert.tree.Target;
import dev.kbsync.page.PageLinks.BlogPost;
import dev.kbsync.page.PageLinks.ById;
import dev.kbsync.page.PageLinks.ByTitle;
import java.util.Optional;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * What a link, an image or a parameter refers to.
 *
 * <pre>{@code
 * <ri:page ri:space-key="KEY" ri:content-title="Title" />   no key: the same space
 * <ri:blog-post ri:content-title="Title" ri:posting-day="2026/01/31" />
 * <ri:attachment ri:filename="name.png"><ri:page ... /></ri:attachment>   no page: the same page
 * <ri:url ri:value="https://example.org/" />
 * <ri:shortcut ri:key="jira" ri:parameter="KEY-1" />
 * <ri:user ri:account-id="..." />   or ri:userkey, ri:username
 * <ri:space ri:space-key="KEY" />
 * <ri:content-entity ri:content-id="123" />
 * }</pre>
 *
 * @param text how it is called where nobody gave it a name
 * @param target where it is; null when it has no address that may be a link
 */
public record Resource(String text, @Nullable Target target) {

    /** What a resource element refers to, seen from a page. */
    public static Resource of(Element resource, String anchor, Conversion page) {
        return switch (resource.normalName()) {
            case "ri:page" -> page(resource, anchor, page);
            case "ri:blog-post" -> {
                String title = resource.attr("ri:content-title");
                String day = resource.attr("ri:posting-day");
                BlogPost post = new BlogPost(space(resource, page), title, day);
                yield new Resource(title, page.addresses().page(post, anchor));
            }
            case "ri:content-entity" -> {
                ById byId = new ById(resource.attr("ri:content-id"));
                yield new Resource("page", page.addresses().page(byId, anchor));
            }
            case "ri:attachment" -> attachment(resource, page);
            case "ri:url" -> {
                String url = resource.attr("ri:value");
                yield new Resource(url, page.addresses().link(url));
            }
            case "ri:shortcut" ->
                    new Resource(
                            resource.attr("ri:parameter") + "@" + resource.attr("ri:key"), null);
            case "ri:user" -> user(resource, page);
            case "ri:space" -> {
                String key = space(resource, page);
                yield new Resource(key, page.addresses().space(key));
            }
            default -> new Resource("", null);
        };
    }

    private static Resource page(Element resource, String anchor, Conversion page) {
        String named = resource.attr("ri:content-title");
        boolean self = named.isEmpty() || named.equals("@self");
        String title = self ? page.home().title() : named;
        String space = self ? page.home().space() : space(resource, page);
        if (!page.isThisPage(space, title)) {
            return new Resource(title, page.addresses().page(new ByTitle(space, title), anchor));
        }
        return anchor.isEmpty()
                ? new Resource(title, page.addresses().self())
                : new Resource(named.isEmpty() ? anchor : title, page.addresses().anchor(anchor));
    }

    /** The key of the space a resource is in. */
    public static String space(Element resource, Conversion page) {
        String key = resource.attr("ri:space-key").strip();
        return key.isEmpty() || key.equals("currentSpace()") ? page.home().space() : key;
    }

    private static Resource attachment(Element resource, Conversion page) {
        String file = resource.attr("ri:filename");
        Element owner = Elements.resource(resource);
        @Nullable Target ofOwner = owner == null ? null : of(owner, "", page).target();
        Target target =
                owner(owner, page).map(id -> page.addresses().attachment(id, file)).orElse(ofOwner);
        return new Resource(file, target);
    }

    /** Whether a resource is a file of which only the page is known that it belongs to. */
    public static boolean isOutOfReach(Element resource, Conversion page) {
        return resource.normalName().equals("ri:attachment")
                && owner(Elements.resource(resource), page).isEmpty();
    }

    /** The content id of what a file belongs to, where that is known. */
    private static Optional<String> owner(@Nullable Element owner, Conversion page) {
        if (owner == null) {
            return Optional.of(page.home().contentId());
        }
        if (owner.normalName().equals("ri:content-entity")) {
            return Optional.of(owner.attr("ri:content-id"));
        }
        ByTitle title = new ByTitle(space(owner, page), owner.attr("ri:content-title"));
        return page.addresses().contentId(title);
    }

    private static Resource user(Element resource, Conversion page) {
        String account = resource.attr("ri:account-id");
        if (account.isEmpty()) {
            account = resource.attr("ri:userkey");
        }
        String userName = resource.attr("ri:username");
        String fallback = userName.isEmpty() ? "user" : userName;
        if (account.isEmpty()) {
            return new Resource("@" + fallback, null);
        }
        String name = page.users().name(account).orElse("");
        return new Resource(
                "@" + (name.isEmpty() ? fallback : name), page.addresses().user(account, name));
    }
}
