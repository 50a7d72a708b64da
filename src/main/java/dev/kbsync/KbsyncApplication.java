package dev.kbsync;

import java.time.Clock;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** The application: every bean below this package. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class KbsyncApplication {

    /** The system's, unless whoever starts the application brings one. */
    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }
}
