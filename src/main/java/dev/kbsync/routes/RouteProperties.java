package dev.kbsync.routes;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the routes lie.
 *
 * @param folder folder of the files {@code *.camel.yaml}; filled with the shipped ones if it is
 *     missing
 * @param reload how often files are looked at for changes; zero for never
 */
@ConfigurationProperties("kbsync.routes")
public record RouteProperties(
        @DefaultValue("routes") Path folder, @DefaultValue("2s") Duration reload) {}
