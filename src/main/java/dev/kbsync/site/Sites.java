package dev.kbsync.site;

import dev.kbsync.site.SiteFactory.Configured;
import dev.kbsync.site.SiteProperties.Entry;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * All sites: those of the properties and those added on the console. What the properties say of a
 * site wins over what was chosen on the console.
 */
@Component("sites")
public class Sites {

    /** What the settings of the site of CONFLUENCE_URL begin with. */
    private static final String SINGLE = "kbsync.site";

    private final SiteStore store;
    private final ApplicationEventPublisher events;
    private final Map<String, Configured> configured = new LinkedHashMap<>();
    private final SiteFactory factory;

    /**
     * @throws SetupException with one sentence, if the properties name a site twice, by a name that
     *     cannot be part of a path, or with an address or a CQL clause that cannot be used
     */
    Sites(SiteProperties properties, SiteStore store, ApplicationEventPublisher events) {
        this.factory = new SiteFactory(properties);
        this.store = store;
        this.events = events;
        properties.sites().forEach((name, entry) -> configure(name, entry, "kbsync.sites." + name));
        Entry single = properties.site();
        if (single != null && !single.url().isBlank()) {
            URI url = parse(single.url(), "CONFLUENCE_URL");
            configure(freeName(url, configured.keySet()), single, SINGLE);
        }
        configured.forEach(
                (name, site) -> store.ensure(name, SiteUrl.parse(site.entry().url()), false));
    }

    private void configure(String name, Entry entry, String prefix) {
        if (!name.matches("[a-z0-9][a-z0-9-]{0,59}")) {
            throw new SetupException(
                    "The site name \"%s\" (kbsync.sites.%s) cannot be used: a name has at most 60 lower-case letters, digits and dashes, and begins with a letter or digit."
                            .formatted(name, name));
        }
        URI url = parse(entry.url(), prefix + ".url");
        SiteFactory.checkClause(entry, prefix);
        configured.forEach(
                (other, its) -> {
                    if (SiteUrl.parse(its.entry().url()).equals(url)) {
                        throw new SetupException(
                                "The sites \"%s\" and \"%s\" have the same URL %s; remove one of them."
                                        .formatted(other, name, url));
                    }
                });
        configured.put(name, new Configured(name, prefix, entry));
    }

    private static URI parse(String url, String origin) {
        try {
            return SiteUrl.parse(url);
        } catch (IllegalArgumentException e) {
            throw new SetupException(origin + ": " + e.getMessage());
        }
    }

    /** Every site, those of the properties first. */
    public List<Site> all() {
        Map<String, SiteStore.Row> rows = new HashMap<>();
        store.all().forEach(row -> rows.put(row.name(), row));
        List<Site> all = new ArrayList<>();
        configured.forEach((name, site) -> all.add(factory.of(site, rows.get(name))));
        rows.values().stream()
                .filter(row -> row.added() && !configured.containsKey(row.name()))
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .forEach(row -> all.add(factory.of(row)));
        return all;
    }

    /**
     * @throws UnknownSiteException if there is no such site
     */
    public Site get(String name) {
        Configured set = configured.get(name);
        Optional<SiteStore.Row> row = store.find(name);
        return set == null
                ? row.filter(SiteStore.Row::added)
                        .map(factory::of)
                        .orElseThrow(() -> new UnknownSiteException(name, names(all())))
                : factory.of(set, row.orElse(null));
    }

    /** What the properties say of a site; empty for one that was added on the console. */
    public Optional<Entry> settings(String name) {
        return Optional.ofNullable(configured.get(name)).map(Configured::entry);
    }

    /** Which OAuth app the properties name for a site; empty for the usual one. */
    public String oauthApp(String name) {
        return settings(name).map(entry -> entry.oauthApp().strip()).orElse("");
    }

    /** Names of the sites that the properties set up. */
    public Set<String> configuredNames() {
        return java.util.Collections.unmodifiableSet(configured.keySet());
    }

    /**
     * Adds a site, or gives the one that has this address already.
     *
     * @param typed the address as a person types it
     * @throws IllegalArgumentException with one sentence, if it cannot be used
     */
    public Site add(String typed) {
        URI url = SiteUrl.parse(typed);
        List<Site> all = all();
        for (Site site : all) {
            if (site.url().equals(url)) {
                return site;
            }
        }
        String name = freeName(url, names(all));
        store.ensure(name, url, true);
        events.publishEvent(new SiteChanged(name));
        return get(name);
    }

    /**
     * Remembers which spaces are wanted.
     *
     * @throws IllegalStateException if the properties fix the spaces of this site
     */
    public void chooseSpaces(String name, SpaceChoice choice) {
        if (get(name).spacesConfigured()) {
            throw new IllegalStateException(
                    "The spaces of \"%s\" are fixed by %s; change them there."
                            .formatted(name, spacesSetting(name)));
        }
        store.chooseSpaces(name, choice);
        events.publishEvent(new SiteChanged(name));
    }

    /** Spaces that a person has picked, but not chosen yet; empty if nobody did. */
    public SpaceChoice pickedSpaces(String name) {
        SpaceChoice picked = store.picked(name);
        return picked == null ? SpaceChoice.NONE : picked;
    }

    /** Remembers spaces until they are chosen; nothing is synced for it. */
    public void pickSpaces(String name, SpaceChoice choice) {
        store.pick(get(name).name(), choice);
    }

    /**
     * A site as it would be with other wishes; what is set stays.
     *
     * @throws UnknownSiteException if there is no such site
     */
    public Site proposed(String name, SpaceChoice spaces, ChosenRules rules) {
        Site site = get(name);
        Configured set = configured.get(name);
        return site.wanting(
                site.spacesConfigured() ? site.spaces() : spaces,
                set == null
                        ? new PageRule(rules.only(), rules.except(), rules.cql())
                        : SiteFactory.rule(set, rules));
    }

    /**
     * Remembers which pages are wanted.
     *
     * @param spaces ignored where they are set
     * @param rules those that are set win
     */
    public void chooseRules(String name, SpaceChoice spaces, ChosenRules rules) {
        if (!get(name).spacesConfigured()) {
            store.chooseSpaces(name, spaces);
        }
        store.chooseRules(name, rules);
        events.publishEvent(new SiteChanged(name));
    }

    /** Which pages somebody chose on the console, whether it holds or not. */
    public ChosenRules chosenRules(String name) {
        return store.find(name).map(SiteStore.Row::rules).orElse(ChosenRules.NONE);
    }

    /** What the settings of a site begin with. */
    public String prefix(String name) {
        Configured set = configured.get(name);
        return set == null ? "kbsync.sites." + name : set.prefix();
    }

    /** The setting that names the spaces of a site, as its operator knows it. */
    public String spacesSetting(String name) {
        String prefix = prefix(name);
        return prefix.equals(SINGLE) ? "CONFLUENCE_SPACES" : prefix + ".spaces";
    }

    /** What to do where no space of a site is chosen yet, in one sentence. */
    public String noSpaces(String name) {
        return "No space of \"%s\" is chosen yet; choose some on the console%s."
                .formatted(
                        name,
                        // To set the spaces of one that was added there takes all its settings.
                        configured.containsKey(name) ? " or set " + spacesSetting(name) : "");
    }

    /** Which rules of a site are set, by the names of settings. */
    public Set<String> rulesSet(String name) {
        Configured set = configured.get(name);
        if (set == null) {
            return Set.of();
        }
        Set<String> names =
                new HashSet<>(SiteFactory.rule(set, ChosenRules.NONE).values().keySet());
        if (!set.entry().cql().isBlank()) {
            names.add("cql");
        }
        return names;
    }

    public void rememberCloudId(String name, String cloudId) {
        store.rememberCloudId(name, cloudId);
    }

    /**
     * Forgets a site added on the console. Its documents stay where they are.
     *
     * @throws IllegalStateException if the properties set it up
     */
    public void remove(String name) {
        if (get(name).configured()) {
            throw new IllegalStateException(
                    "The site \"%s\" is set up by properties; remove it there.".formatted(name));
        }
        store.remove(name);
        events.publishEvent(new SiteChanged(name));
    }

    private static String freeName(URI url, Collection<String> taken) {
        String base = SiteUrl.nameOf(url);
        String name = base;
        for (int number = 2; taken.contains(name); number++) {
            name = base + "-" + number;
        }
        return name;
    }

    private static Set<String> names(List<Site> sites) {
        return sites.stream()
                .map(Site::name)
                .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
    }
}
