package dev.kbsync.console;

import dev.kbsync.database.DataFolder;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the server keeps its temporary files: with kbsync's own, because /tmp may be read-only. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class ServerFiles {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> serverFolder(
            DataFolder folder, @Value("${server.tomcat.basedir:}") String chosen) {
        return server -> {
            if (chosen.isEmpty()) {
                server.setBaseDirectory(folder.temporary().resolve("server").toFile());
            }
        };
    }
}
