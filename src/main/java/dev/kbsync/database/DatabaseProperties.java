package dev.kbsync.database;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where state is kept.
 *
 * @param folder folder of the SQLite file and the generated key; made if it is missing, readable by
 *     its owner only
 * @param url JDBC address of a PostgreSQL database; empty for SQLite in {@link #folder}
 * @param username user of that database
 * @param password password of that user
 */
@ConfigurationProperties("kbsync.data")
public record DatabaseProperties(
        @DefaultValue("data") Path folder,
        @DefaultValue("") String url,
        @DefaultValue("") String username,
        @DefaultValue("") dev.kbsync.site.Secret password) {

    public boolean sqlite() {
        return url.isBlank();
    }
}
