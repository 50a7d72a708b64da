package dev.kbsync.routes;

import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.quartz.CronTrigger;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerKey;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.impl.matchers.GroupMatcher;
import org.quartz.listeners.TriggerListenerSupport;
import org.quartz.simpl.SimpleThreadPool;
import org.quartz.utils.DBConnectionManager;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;

/**
 * The schedule of all instances that share a PostgreSQL: Quartz keeps it there, and each start
 * takes place on one of them.
 */
final class SharedSchedule implements SmartLifecycle, DisposableBean {

    /** The group of the triggers of the template {@code schedule}. */
    private static final String GROUP = "kbsync";

    private final Scheduler scheduler;
    private final Set<String> minded = ConcurrentHashMap.newKeySet();
    private volatile boolean looked;
    private volatile boolean running;

    /**
     * @throws SchedulerException if Quartz cannot be set up
     */
    SharedSchedule(DataSource source, int threads) throws SchedulerException {
        // Quartz finds connections by a name that all schedulers of this Java process share.
        String connections = "kbsync-" + UUID.randomUUID();
        DBConnectionManager.getInstance()
                .addConnectionProvider(connections, new PooledConnections(source));
        this.scheduler = new StdSchedulerFactory(properties(connections, threads)).getScheduler();
    }

    private static Properties properties(String connections, int threads) {
        Properties all = new Properties();
        all.put(StdSchedulerFactory.PROP_SCHED_INSTANCE_NAME, "kbsync");
        all.put(
                StdSchedulerFactory.PROP_SCHED_INSTANCE_ID,
                StdSchedulerFactory.AUTO_GENERATE_INSTANCE_ID);
        all.put("org.quartz.scheduler.skipUpdateCheck", "true");
        all.put(StdSchedulerFactory.PROP_THREAD_POOL_CLASS, SimpleThreadPool.class.getName());
        all.put("org.quartz.threadPool.threadCount", Integer.toString(threads));
        all.put(StdSchedulerFactory.PROP_JOB_STORE_CLASS, JobStoreTX.class.getName());
        all.put("org.quartz.jobStore.driverDelegateClass", PostgreSQLDelegate.class.getName());
        all.put("org.quartz.jobStore.dataSource", connections);
        all.put("org.quartz.jobStore.useProperties", "true");
        all.put("org.quartz.jobStore.isClustered", "true");
        all.put("org.quartz.jobStore.acquireTriggersWithinLock", "true");
        return all;
    }

    /** For Camel, which puts its jobs there, and does not start it. */
    Scheduler scheduler() {
        return scheduler;
    }

    /**
     * Starts come to this instance only if it has a route for them; before it has its routes, that
     * would be in vain.
     *
     * @param served tells by the name of a trigger
     */
    void serve(Predicate<String> served) throws SchedulerException {
        scheduler.getListenerManager().addTriggerListener(new Served(served));
    }

    private static final class Served extends TriggerListenerSupport {

        private final Predicate<String> served;

        Served(Predicate<String> served) {
            this.served = served;
        }

        @Override
        public String getName() {
            return GROUP;
        }

        @Override
        public boolean vetoJobExecution(Trigger trigger, JobExecutionContext context) {
            JobKey key = context.getJobDetail().getKey();
            return key.getGroup().equals(GROUP) && !served.test(key.getName());
        }
    }

    /**
     * Takes a trigger out if it is not as it should be; whoever makes a route for it then puts it
     * in again.
     */
    void prepare(String name, String cron, String zone) throws SchedulerException {
        TriggerKey key = new TriggerKey(name, GROUP);
        if (scheduler.getTrigger(key) instanceof CronTrigger kept
                && !(kept.getCronExpression().equals(cron)
                        && kept.getTimeZone().equals(TimeZone.getTimeZone(zone)))) {
            scheduler.unscheduleJob(key);
        }
    }

    /** A trigger that is for this instance to take out, should no settings ask for it. */
    void minds(String name) {
        minded.add(name);
    }

    /**
     * Takes out what no settings ask for any more: at first all of that, since instances may have
     * been stopped meanwhile. Later, what this instance never knew of is another one's, whose
     * settings are newer.
     */
    void retain(Set<String> names) throws SchedulerException {
        for (TriggerKey key : scheduler.getTriggerKeys(GroupMatcher.triggerGroupEquals(GROUP))) {
            String name = key.getName();
            if (!names.contains(name) && (!looked || minded.contains(name))) {
                scheduler.unscheduleJob(key);
            }
        }
        minded.addAll(names);
        looked = true;
    }

    @Override
    public void start() {
        running = true;
    }

    /** Before routes stop: what another instance can start must not come here any more. */
    @Override
    public void stop() {
        running = false;
        try {
            scheduler.standby();
        } catch (SchedulerException e) {
            throw new IllegalStateException("The schedule cannot be stopped", e);
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void destroy() throws SchedulerException {
        scheduler.shutdown(true);
    }
}
