package dev.kbsync.cli;

import java.time.Clock;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/**
 * What the command {@code search} needs: the index and vectors of questions, no database. It is no
 * {@code @Configuration}, so that the application does not find it among its own.
 */
@ComponentScan(basePackages = {"dev.kbsync.egress", "dev.kbsync.embed", "dev.kbsync.search"})
@ConfigurationPropertiesScan(
        basePackages = {"dev.kbsync.egress", "dev.kbsync.embed", "dev.kbsync.search"})
@ImportAutoConfiguration({
    ConfigurationPropertiesAutoConfiguration.class,
    PropertyPlaceholderAutoConfiguration.class
})
class SearchingApplication {

    @Bean
    static Clock clock() {
        return Clock.systemUTC();
    }
}
