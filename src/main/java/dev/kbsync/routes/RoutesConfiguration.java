package dev.kbsync.routes;

import dev.kbsync.run.RunProperties;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.camel.builder.ThreadPoolProfileBuilder;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;
import org.quartz.SchedulerException;
import org.quartz.impl.StdSchedulerFactory;
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

    /** One for each run that is in progress or waits for another one of its site. */
    private static final int THREADS = 50;

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
    SharedSchedule sharedSchedule(DataSource source) throws SchedulerException {
        return new SharedSchedule(source, THREADS);
    }

    /**
     * By the name under which Camel looks for it. The schedule is kept in memory unless instances
     * share it, and starts once the routes are loaded: what fires earlier finds none.
     */
    @Bean("quartz-component")
    QuartzComponent quartz(Optional<SharedSchedule> shared) {
        QuartzComponent quartz = new QuartzComponent();
        quartz.setAutowiredEnabled(false);
        quartz.setAutoStartScheduler(false);
        quartz.setProperties(
                Map.of(StdSchedulerFactory.PROP_THREAD_POOL_PREFIX + ".threadCount", "" + THREADS));
        shared.ifPresent(all -> quartz.setScheduler(all.scheduler()));
        return quartz;
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
