package dev.kbsync.routes;

import dev.kbsync.run.RunProperties;
import javax.sql.DataSource;
import org.apache.camel.builder.ThreadPoolProfileBuilder;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** What routes refer to by name. */
@Configuration(proxyBeanMethods = false)
class RoutesConfiguration {

    /** The threads that convert and deliver pages; the route {@code run} names them. */
    @Bean
    ThreadPoolProfile pages(RunProperties runs) {
        int parallel = runs.parallel();
        return new ThreadPoolProfileBuilder("pages")
                .poolSize(parallel)
                .maxPoolSize(parallel)
                .maxQueueSize(100)
                // With a full queue the listing thread works too, and so lists no faster than pages
                // go.
                .rejectedPolicy(ThreadPoolRejectedPolicy.CallerRuns)
                .build();
    }

    /**
     * Not for commands: they do not wait for what is scheduled.
     *
     * @throws SchedulerException if Quartz cannot be set up
     */
    @Bean
    @Conditional(Shared.class)
    SharedSchedule sharedSchedule(
            DataSource source,
            @Value("${camel.component.quartz.properties.org.quartz.threadPool.threadCount}")
                    int threads)
            throws SchedulerException {
        return new SharedSchedule(source, threads);
    }

    /** Camel takes it instead of one of its own, which keeps the schedule in memory. */
    @Bean(destroyMethod = "")
    @Conditional(Shared.class)
    Scheduler scheduler(SharedSchedule shared) {
        return shared.scheduler();
    }

    private static final class Shared implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            Environment settings = context.getEnvironment();
            return !settings.getProperty("kbsync.data.url", "").isBlank()
                    && settings.getProperty("kbsync.schedule.enabled", Boolean.class, true)
                    && !settings.getProperty("backstage", Boolean.class, false);
        }
    }
}
