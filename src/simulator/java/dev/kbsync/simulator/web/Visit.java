package dev.kbsync.simulator.web;

import dev.kbsync.simulator.content.Content;
import dev.kbsync.simulator.content.Space;
import dev.kbsync.simulator.http.Request;
import dev.kbsync.simulator.rest.Call;
import dev.kbsync.simulator.site.Links;
import dev.kbsync.simulator.site.Site;
import java.util.Map;
import java.util.Objects;

/**
 * Somebody with a browser on a site.
 *
 * @param path what the placeholders of the address stand for
 */
record Visit(Request request, Map<String, String> path, Site site) {

    private String path(String placeholder) {
        return Objects.requireNonNull(path.get(placeholder), placeholder);
    }

    /** The space the address names. */
    Space space() {
        return site.spaceEditor().space(path("key"));
    }

    /** The content the address names. */
    Content content() {
        return site.editor().content(Call.id(path("id")));
    }

    /** The address of the space the content is in. */
    String spaceAddress() {
        Content content = content();
        return site.base()
                + site.content().reading(() -> Links.webui(site.content().spaceOf(content)));
    }

    /** The address of something on this site. */
    String address(Content content) {
        return site.base() + site.content().reading(() -> new Links(site).webui(content));
    }
}
