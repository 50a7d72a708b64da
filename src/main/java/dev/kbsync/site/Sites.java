package dev.kbsync.site;

import dev.kbsync.site.SiteProperties.Entry;
import dev.kbsync.site.SiteProperties.Restricted;
import dev.kbsync.site.SiteProperties.Schedule;
import java.net.URI;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * All sites: those of the properties and those added on the console. What the properties say of a
 * site wins over what was chosen on the console.
 */
@Component("sites")
public class Sites {

    private final SiteProperties properties;
    private final SiteStore store;
    private final ApplicationEventPublisher events;
    private final Map<String, Entry> configured = new LinkedHashMap<>();

    /**
     * @throws SetupException with one sentence, if the properties name a site twice, by a name that
     *     cannot be part of a path, or with an address that cannot be used
     */
    Sites(SiteProperties properties, SiteStore store, ApplicationEventPublisher events) {
        this.properties = properties;
        this.store = store;
        this.events = events;
        properties
                .sites()
                .forEach((name, entry) -> configure(name, entry, "kbsync.sites." + name + ".url"));
        Entry single = properties.site();
        if (single != null && !single.url().isBlank()) {
            URI url = parse(single.url(), "CONFLUENCE_URL");
            configure(freeName(url, configured.keySet()), single, "CONFLUENCE_URL");
        }
        configured.forEach((name, entry) -> store.ensure(name, SiteUrl.parse(entry.url()), false));
    }

    private void configure(String name, Entry entry, String origin) {
        if (!name.matches("[a-z0-9][a-z0-9-]{0,59}")) {
            throw new SetupException(
                    "The site name \"%s\" (kbsync.sites.%s) cannot be used: a name has at most 60 lower-case letters, digits and dashes, and begins with a letter or digit."
                            .formatted(name, name));
        }
        URI url = parse(entry.url(), origin);
        configured.forEach(
                (other, its) -> {
                    if (SiteUrl.parse(its.url()).equals(url)) {
                        throw new SetupException(
                                "The sites \"%s\" and \"%s\" have the same URL %s; remove one of them."
                                        .formatted(other, name, url));
                    }
                });
        configured.put(name, entry);
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
        configured.forEach((name, entry) -> all.add(fromProperties(name, entry, rows.get(name))));
        rows.values().stream()
                .filter(row -> row.added() && !configured.containsKey(row.name()))
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .forEach(row -> all.add(fromConsole(row)));
        return all;
    }

    /**
     * @throws UnknownSiteException if there is no such site
     */
    public Site get(String name) {
        return all().stream()
                .filter(site -> site.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UnknownSiteException(name, names(all())));
    }

    /** What the properties say of a site; empty for one that was added on the console. */
    public Optional<Entry> settings(String name) {
        return Optional.ofNullable(configured.get(name));
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
                    "The spaces of \"%s\" are fixed by kbsync.sites.%s.spaces; change them there."
                            .formatted(name, name));
        }
        store.chooseSpaces(name, choice);
        events.publishEvent(new SiteChanged(name));
    }

    /** Spaces that a person has picked, but not chosen yet; empty if nobody did. */
    public SpaceChoice pickedSpaces(String name) {
        return orNone(store.picked(name));
    }

    /** Remembers spaces until they are chosen; nothing is synced for it. */
    public void pickSpaces(String name, SpaceChoice choice) {
        store.pick(get(name).name(), choice);
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

    private Site fromProperties(String name, Entry entry, SiteStore.@Nullable Row row) {
        boolean fixed = !entry.spaces().isEmpty();
        SpaceChoice remembered = row == null ? null : row.spaces();
        return new Site(
                name,
                SiteUrl.parse(entry.url()),
                row == null ? null : row.cloudId(),
                fixed ? SpaceChoice.of(entry.spaces()) : orNone(remembered),
                fixed,
                new PageRule(entry.only(), entry.except()),
                entry.sinks().isEmpty() ? properties.deliver().to() : entry.sinks(),
                entry.restricted() == Restricted.INCLUDE,
                new Extras(entry.comments(), entry.attachments()),
                schedule(entry.schedule()),
                true);
    }

    private Site fromConsole(SiteStore.Row row) {
        return new Site(
                row.name(),
                row.url(),
                row.cloudId(),
                orNone(row.spaces()),
                false,
                PageRule.ALL,
                properties.deliver().to(),
                false,
                Extras.NONE,
                schedule(new Schedule("", "", null)),
                false);
    }

    private Map<RunKind, Cron> schedule(Schedule own) {
        Schedule common = properties.schedule();
        ZoneId zone = own.zone();
        if (zone == null) {
            zone = common.zone();
        }
        if (zone == null) {
            zone = ZoneOffset.UTC;
        }
        Map<RunKind, Cron> crons = new EnumMap<>(RunKind.class);
        put(crons, RunKind.CHANGES, own.changes(), common.changes(), zone);
        put(crons, RunKind.FULL, own.full(), common.full(), zone);
        return crons;
    }

    /** A dash switches a kind of run off, also against a default. */
    private static void put(
            Map<RunKind, Cron> crons, RunKind kind, String own, String common, ZoneId zone) {
        String cron = own.isBlank() ? common.strip() : own.strip();
        if (!cron.isEmpty() && !cron.equals("-")) {
            crons.put(kind, new Cron(cron, zone));
        }
    }

    private static SpaceChoice orNone(@Nullable SpaceChoice choice) {
        return choice == null ? SpaceChoice.NONE : choice;
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
