package dev.kbsync.cli;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.ComponentScan;

/**
 * What the command {@code search} needs: the index, no database. It is no {@code @Configuration},
 * so that the application does not find it among its own.
 */
@ComponentScan(basePackages = "dev.kbsync.search")
@ConfigurationPropertiesScan(basePackages = "dev.kbsync.search")
@ImportAutoConfiguration({
    ConfigurationPropertiesAutoConfiguration.class,
    PropertyPlaceholderAutoConfiguration.class
})
class SearchingApplication {}
