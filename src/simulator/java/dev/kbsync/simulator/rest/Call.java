package dev.kbsync.simulator.rest;

import dev.kbsync.simulator.content.Account;
import dev.kbsync.simulator.content.Content;
import dev.kbsync.simulator.content.SiteContent;
import dev.kbsync.simulator.http.Request;
import dev.kbsync.simulator.site.Site;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One call of a REST route.
 *
 * @param request the request, its path beginning with {@code /wiki}
 * @param path what the route's placeholders stand for
 * @param site the site that is asked
 * @param caller who asks
 */
public record Call(Request request, Map<String, String> path, Site site, Caller caller) {

    public Account account() {
        return caller.account();
    }

    public SiteContent content() {
        return site.content();
    }

    public String path(String placeholder) {
        return Objects.requireNonNull(path.get(placeholder), placeholder);
    }

    public @Nullable String parameter(String name) {
        return request.parameter(name);
    }

    /** The content with an id as Confluence writes it, if the caller may see it; else null. */
    public @Nullable Content visible(String wireId) {
        long id = id(wireId);
        Content content = id < 0 ? null : content().content(id);
        return content != null && content().visible(content, account()) ? content : null;
    }

    /**
     * The number in an id, with or without the prefix of attachments; negative if there is none.
     */
    public static long id(String wireId) {
        try {
            return Long.parseLong(wireId.startsWith("att") ? wireId.substring(3) : wireId);
        } catch (NumberFormatException malformed) {
            return -1;
        }
    }
}
