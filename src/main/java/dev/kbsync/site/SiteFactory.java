package dev.kbsync.site;

import dev.kbsync.site.SiteProperties.Entry;
import dev.kbsync.site.SiteProperties.Restricted;
import dev.kbsync.site.SiteProperties.Schedule;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts sites together from what the properties say and what is remembered. */
final class SiteFactory {

    private final SiteProperties properties;

    SiteFactory(SiteProperties properties) {
        this.properties = properties;
    }

    /**
     * A site of the properties.
     *
     * @param prefix what its settings begin with
     */
    record Configured(String name, String prefix, Entry entry) {}

    /** A site of the properties, with what is remembered of it. */
    Site of(Configured site, SiteStore.@Nullable Row row) {
        Entry entry = site.entry();
        boolean fixed = !entry.spaces().isEmpty();
        SpaceChoice remembered = row == null ? null : row.spaces();
        return new Site(
                site.name(),
                SiteUrl.parse(entry.url()),
                row == null ? null : row.cloudId(),
                fixed ? SpaceChoice.of(entry.spaces()) : orNone(remembered),
                fixed,
                rule(site, row == null ? ChosenRules.NONE : row.rules()),
                entry.sinks().isEmpty() ? properties.deliver().to() : entry.sinks(),
                entry.restricted() == Restricted.INCLUDE,
                new Extras(entry.comments(), entry.attachments()),
                schedule(entry.schedule()),
                true);
    }

    /** A site that was added on the console. */
    Site of(SiteStore.Row row) {
        return new Site(
                row.name(),
                row.url(),
                row.cloudId(),
                orNone(row.spaces()),
                false,
                new PageRule(row.rules().only(), row.rules().except(), row.rules().cql()),
                properties.deliver().to(),
                false,
                Extras.NONE,
                schedule(new Schedule("", "", null)),
                false);
    }

    /** What of the rules is set wins, each by itself. */
    static PageRule rule(Configured site, ChosenRules chosen) {
        CqlClause set = clause(site.entry(), site.prefix());
        return new PageRule(
                site.entry().only().or(chosen.only()),
                site.entry().except().or(chosen.except()),
                set.isEmpty() ? chosen.cql() : set);
    }

    /**
     * @throws SetupException with one sentence, if the clause cannot be used
     */
    static void checkClause(Entry entry, String prefix) {
        try {
            clause(entry, prefix);
        } catch (IllegalArgumentException e) {
            throw new SetupException(String.valueOf(e.getMessage()));
        }
    }

    private static CqlClause clause(Entry entry, String prefix) {
        return new CqlClause(entry.cql(), prefix + ".cql");
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
}
