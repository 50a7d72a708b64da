package dev.kbsync.simulator.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kbsync.simulator.content.Editor;
import dev.kbsync.simulator.content.Seed;
import dev.kbsync.simulator.content.SimulatedClock;
import dev.kbsync.simulator.content.SiteContent;
import dev.kbsync.simulator.content.SpaceEditor;
import dev.kbsync.simulator.search.Search;
import dev.kbsync.simulator.search.SearchIndex;
import java.time.Duration;
import java.time.ZoneId;
import java.util.UUID;

/** A site: a name, an address, a cloud id, and everything in it. */
public final class Site {
    private final String name;
    private final String url;
    private final String cloudId;
    private final SiteContent content;
    private final SearchIndex index;
    private final Search search;
    private final SpaceEditor spaceEditor;
    private final Editor editor;

    /**
     * @param name such as {@code demo}
     * @param url the site's domain, such as {@code http://localhost:8502}
     * @param seed what it starts with
     * @param clock its time
     * @param zone the zone its searches read dates in
     * @param indexDelay how long a change takes to reach search
     */
    public Site(
            String name,
            String url,
            Seed seed,
            SimulatedClock clock,
            ZoneId zone,
            Duration indexDelay) {
        this.name = name;
        this.url = url;
        cloudId = UUID.nameUUIDFromBytes(("kbsync simulator " + name).getBytes(UTF_8)).toString();
        index = new SearchIndex(clock, indexDelay);
        content = new SiteContent(index);
        seed.sow(content);
        index.catchUp();
        search = new Search(content, index, clock, zone);
        spaceEditor = new SpaceEditor(content, clock);
        editor = new Editor(content, spaceEditor, clock);
    }

    public String name() {
        return name;
    }

    public String url() {
        return url;
    }

    /** What all {@code _links.base} say: the address of Confluence on the site's own domain. */
    public String base() {
        return url + "/wiki";
    }

    public String cloudId() {
        return cloudId;
    }

    public SiteContent content() {
        return content;
    }

    public SearchIndex index() {
        return index;
    }

    public Search search() {
        return search;
    }

    public SpaceEditor spaceEditor() {
        return spaceEditor;
    }

    public Editor editor() {
        return editor;
    }
}
