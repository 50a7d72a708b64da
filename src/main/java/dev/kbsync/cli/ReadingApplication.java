package dev.kbsync.cli;

import dev.kbsync.queue.QueueFailures;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/**
 * What commands need that only read what is stored: no Camel, no web server, no schedules. It is no
 * {@code @Configuration}, so that the application does not find it among its own.
 */
@ComponentScan(
        basePackages = {
            "dev.kbsync.api.json",
            "dev.kbsync.api.token",
            "dev.kbsync.authorize",
            "dev.kbsync.confluence",
            "dev.kbsync.database",
            "dev.kbsync.egress",
            "dev.kbsync.history",
            "dev.kbsync.ledger",
            "dev.kbsync.run",
            "dev.kbsync.site",
            "dev.kbsync.state",
            "dev.kbsync.vault"
        })
@ConfigurationPropertiesScan(
        basePackages = {
            "dev.kbsync.authorize",
            "dev.kbsync.confluence",
            "dev.kbsync.database",
            "dev.kbsync.egress",
            "dev.kbsync.history",
            "dev.kbsync.ledger",
            "dev.kbsync.run",
            "dev.kbsync.site",
            "dev.kbsync.state",
            "dev.kbsync.vault"
        })
@ImportAutoConfiguration({
    ConfigurationPropertiesAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    FlywayAutoConfiguration.class,
    JdbcClientAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    PropertyPlaceholderAutoConfiguration.class,
    TransactionAutoConfiguration.class
})
@Import(QueueFailures.class)
class ReadingApplication {

    @Bean
    static Clock clock() {
        return Clock.systemUTC();
    }

    /** Nobody asks for what a command measures. */
    @Bean
    static MeterRegistry meters() {
        return new SimpleMeterRegistry();
    }
}
