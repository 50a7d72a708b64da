package dev.kbsync.retrieval.page;

import dev.kbsync.page.Page;
import dev.kbsync.page.PageLinks;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageRef.Ancestor;
import dev.kbsync.simulator.content.Content;
import dev.kbsync.simulator.content.ContentIndex.Order;
import dev.kbsync.simulator.content.ContentType;
import dev.kbsync.simulator.content.Seed;
import dev.kbsync.simulator.content.SimulatedClock;
import dev.kbsync.simulator.content.Space;
import dev.kbsync.simulator.sample.Handbook;
import dev.kbsync.simulator.sample.PagesFolder;
import dev.kbsync.simulator.site.Links;
import dev.kbsync.simulator.site.Site;
import dev.kbsync.simulator.view.StorageView;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jsoup.nodes.Element;

/** All pages of a run: a space for each folder, read as the simulator reads them. */
public final class SourcePages implements PageLinks {

    private static final Instant SAVED = Instant.parse("2026-01-01T00:00:00Z");

    private final Site site;
    private final Map<String, SourcePage> byTitle = new LinkedHashMap<>();

    private SourcePages(Seed seed) {
        SimulatedClock clock = new SimulatedClock(Clock.fixed(SAVED, ZoneOffset.UTC));
        site =
                new Site(
                        "measured",
                        "https://example.atlassian.net",
                        seed,
                        clock,
                        ZoneOffset.UTC,
                        Duration.ZERO);
        List<Content> contents = new ArrayList<>();
        for (Space space : site.content().spaces()) {
            Iterator<Content> all =
                    site.content().index().scan(List.of(space.id()), Order.ID, false, null);
            all.forEachRemaining(contents::add);
        }
        contents.stream()
                .filter(Content::isCurrent)
                .filter(content -> isPage(content.type()))
                .forEach(this::add);
        byTitle.replaceAll((key, page) -> shown(page));
    }

    /** The pages below folders; the simulator's own handbook if there are none. */
    public static SourcePages of(List<Path> folders) {
        Seed seed = new Seed();
        if (folders.isEmpty()) {
            Handbook.load(seed, SAVED);
        }
        folders.forEach(folder -> new PagesFolder(folder).load(seed, SAVED));
        return new SourcePages(seed);
    }

    private static boolean isPage(ContentType type) {
        return type == ContentType.PAGE || type == ContentType.BLOGPOST;
    }

    private void add(Content content) {
        PageRef ref = ref(content);
        byTitle.put(key(ref.space(), ref.title()), new SourcePage(ref, content.storage(), ""));
    }

    private SourcePage shown(SourcePage page) {
        long id = Long.parseLong(page.ref().contentId());
        Content content = Objects.requireNonNull(site.content().content(id));
        String html = new StorageView(site, content).html(IncludeMacros.expanded(page, this));
        return new SourcePage(page.ref(), page.storage(), html);
    }

    private PageRef ref(Content content) {
        return new PageRef(
                site.cloudId(),
                Long.toString(content.id()),
                content.type() == ContentType.PAGE
                        ? PageRef.ContentType.PAGE
                        : PageRef.ContentType.BLOG_POST,
                site.content().spaceOf(content).key(),
                content.title(),
                1,
                SAVED,
                "",
                site.content().ancestors(content).stream()
                        .map(above -> new Ancestor(Long.toString(above.id()), above.title()))
                        .toList(),
                List.of(),
                PageRef.Access.OPEN,
                site.base() + new Links(site).webui(content));
    }

    private static String key(String space, String title) {
        return space.toLowerCase(Locale.ROOT) + "/" + title.toLowerCase(Locale.ROOT);
    }

    public List<SourcePage> all() {
        return List.copyOf(byTitle.values());
    }

    /** The page that a resource identifier names. */
    public Optional<SourcePage> titled(String space, Element identifier) {
        return titled(space, identifier.attr("ri:space-key"), identifier.attr("ri:content-title"));
    }

    private Optional<SourcePage> titled(String own, String space, String title) {
        return Optional.ofNullable(byTitle.get(key(space.isEmpty() ? own : space, title)));
    }

    @Override
    public Optional<PageRef> find(PageRef from, Wanted wanted) {
        return titled(from.space(), wanted.space(), wanted.title()).map(SourcePage::ref);
    }

    /** A page as the converter wants it. */
    public Page page(SourcePage source) {
        return new Page(source.ref(), source.storage(), wanted -> page(source.ref(), wanted));
    }

    private Optional<Page> page(PageRef host, PageLinks.Included wanted) {
        return titled(host.space(), wanted.space(), wanted.title())
                .map(found -> new Page(found.ref(), found.storage()));
    }
}
