package dev.kbsync.routes;

import dev.kbsync.site.SetupException;
import dev.kbsync.site.SiteProperties;
import java.text.ParseException;
import java.util.Date;
import java.util.Map;
import org.quartz.CronExpression;

/** Tells whether a schedule can be used, before anything is started by it. */
final class ScheduleCheck {

    private ScheduleCheck() {}

    /**
     * Looks at every schedule of the properties.
     *
     * @throws SetupException with one sentence, if one of them cannot be used
     */
    static void requireUsable(SiteProperties settings) {
        requireUsable("kbsync.schedule", settings.schedule());
        SiteProperties.Entry site = settings.site();
        if (site != null) {
            requireUsable("kbsync.site.schedule", site.schedule());
        }
        settings.sites()
                .forEach(
                        (name, entry) ->
                                requireUsable(
                                        "kbsync.sites." + name + ".schedule", entry.schedule()));
    }

    private static void requireUsable(String key, SiteProperties.Schedule schedule) {
        Map.of(".changes", schedule.changes(), ".full", schedule.full())
                .forEach(
                        (kind, cron) -> {
                            try {
                                if (!cron.isBlank() && !cron.strip().equals("-")) {
                                    requireValid(cron);
                                }
                            } catch (ParseException e) {
                                throw new SetupException(
                                        "%s%s is \"%s\": %s; write a Quartz cron expression, for example 0 0/5 * * * ?"
                                                .formatted(key, kind, cron, e.getMessage()),
                                        e);
                            }
                        });
    }

    /**
     * @throws ParseException if it is no Quartz cron expression, or one of times that never come
     */
    @SuppressWarnings("JavaUtilDate") // Quartz's.
    static void requireValid(String cron) throws ParseException {
        if (new CronExpression(cron).getNextValidTimeAfter(new Date()) == null) {
            throw new ParseException("it never comes", 0);
        }
    }
}
