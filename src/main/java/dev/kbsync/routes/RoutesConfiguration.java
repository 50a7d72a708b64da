package dev.kbsync.routes;

import dev.kbsync.run.RunProperties;
import org.apache.camel.builder.ThreadPoolProfileBuilder;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

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
}
