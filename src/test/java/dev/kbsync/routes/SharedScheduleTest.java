package dev.kbsync.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.database.TestDatabase;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quartz.CronScheduleBuilder;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.SchedulerException;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;

/** What several instances keep in PostgreSQL of when runs start. */
class SharedScheduleTest {

    private static final String NIGHTLY = "0 0 4 * * ?";

    @TempDir private Path folder;
    private TestDatabase database;
    private SharedSchedule schedule;

    @BeforeEach
    void open() throws SchedulerException {
        database = TestDatabase.postgres(folder);
        schedule = new SharedSchedule(database.source(), 1);
        put("acme-full");
    }

    @AfterEach
    void close() throws SchedulerException {
        schedule.destroy();
        database.close();
    }

    /** As the template {@code schedule} does. */
    private void put(String name) throws SchedulerException {
        schedule.scheduler()
                .scheduleJob(
                        JobBuilder.newJob(Nothing.class).withIdentity(name, "kbsync").build(),
                        TriggerBuilder.newTrigger()
                                .withIdentity(name, "kbsync")
                                .withSchedule(
                                        CronScheduleBuilder.cronSchedule(NIGHTLY)
                                                .inTimeZone(
                                                        TimeZone.getTimeZone(
                                                                ZoneOffset.UTC.getId())))
                                .build());
    }

    private boolean has(String name) throws SchedulerException {
        return schedule.scheduler().checkExists(new TriggerKey(name, "kbsync"));
    }

    @Test
    void instancesThatGoKeepItForThoseThatStay() throws SchedulerException {
        schedule.stop();
        schedule.destroy();
        schedule = new SharedSchedule(database.source(), 1);

        assertThat(has("acme-full")).isTrue();
        assertThat(schedule.scheduler().getMetaData().isJobStoreClustered()).isTrue();
    }

    @Test
    void whatIsScheduledOtherwiseByNowIsPutInAgain() throws SchedulerException {
        schedule.prepare("acme-full", NIGHTLY, "Z");
        assertThat(has("acme-full")).as("nothing has changed").isTrue();

        schedule.prepare("acme-full", NIGHTLY, "Europe/Berlin");
        assertThat(has("acme-full")).as("another zone").isFalse();

        put("acme-full");
        schedule.prepare("acme-full", "0 0 5 * * ?", "Z");
        assertThat(has("acme-full")).as("another hour").isFalse();
    }

    @Test
    void whatNobodyAsksForAnyMoreGoes() throws SchedulerException {
        put("gone-full");

        schedule.retain(Set.of("acme-full"));

        assertThat(has("acme-full")).isTrue();
        assertThat(has("gone-full")).isFalse();
    }

    /** As while an upgrade with a further site replaces one instance after the other. */
    @Test
    void whatOnlyAnotherInstanceKnowsOfStays() throws SchedulerException {
        schedule.retain(Set.of("acme-full"));
        put("newer-full");

        schedule.retain(Set.of("acme-full"));
        assertThat(has("newer-full")).isTrue();

        schedule.retain(Set.of("acme-full", "newer-full"));
        schedule.retain(Set.of("acme-full"));
        assertThat(has("newer-full")).as("asked for here, and then no more").isFalse();
    }

    /** A site that was added at another instance's console may be removed at this one's. */
    @Test
    void whatSomebodyRemovesHereGoesWhoeverPutItIn() throws SchedulerException {
        schedule.retain(Set.of("acme-full"));
        put("theirs-full");

        schedule.minds("theirs-full");
        schedule.retain(Set.of("acme-full"));

        assertThat(has("theirs-full")).isFalse();
    }

    /** Is never due. */
    public static final class Nothing implements Job {
        @Override
        public void execute(JobExecutionContext context) {}
    }
}
