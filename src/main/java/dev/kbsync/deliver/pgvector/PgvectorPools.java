package dev.kbsync.deliver.pgvector;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.kbsync.deliver.SinkSettings;
import dev.kbsync.deliver.SinkSetupException;
import dev.kbsync.site.Secret;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Keeps a few connections for each sink. */
@Component
class PgvectorPools implements DisposableBean {

    private static final int CONNECTIONS = 4;
    private static final long LONGEST_CONNECT = 5000;

    private final SinkSettings settings;
    private final Map<String, Pool> pools = new ConcurrentHashMap<>();

    PgvectorPools(SinkSettings settings) {
        this.settings = settings;
    }

    /** What a sink's connections are made of. */
    private record Access(String url, String username, Secret password, long patience) {}

    private record Pool(Access access, HikariDataSource source) {}

    /**
     * The sink's connections, to the database and as the user that its settings name at present.
     *
     * @param wait how long the database may take to answer, in milliseconds
     */
    HikariDataSource of(String sink, String url, long wait) {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new SinkSetupException(
                    "has no address; set kbsync.sinks.%s.url to jdbc:postgresql://host/database."
                            .formatted(sink));
        }
        Access access =
                new Access(
                        url,
                        settings.text(sink, "username"),
                        new Secret(settings.text(sink, "password")),
                        wait);
        return pools.compute(sink, (name, pool) -> current(name, pool, access)).source();
    }

    private static Pool current(String sink, @Nullable Pool pool, Access access) {
        if (pool != null && pool.access().equals(access)) {
            return pool;
        }
        if (pool != null) {
            pool.source().close();
        }
        HikariConfig config = new HikariConfig();
        config.setPoolName("sink-" + sink);
        config.setJdbcUrl(access.url());
        if (!access.username().isEmpty()) {
            config.setUsername(access.username());
            config.setPassword(access.password().value());
        }
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(Math.max(250, Math.min(access.patience(), LONGEST_CONNECT)));
        // It is not there at the start, perhaps; each delivery asks again.
        config.setInitializationFailTimeout(-1);
        long seconds = Math.max(1, access.patience() / 1000);
        config.addDataSourceProperty("connectTimeout", seconds);
        config.addDataSourceProperty("socketTimeout", seconds);
        config.addDataSourceProperty("ApplicationName", "kbsync");
        // It would quote statements with the texts in them.
        config.addDataSourceProperty("logServerErrorDetail", "false");
        return new Pool(access, new HikariDataSource(config));
    }

    @Override
    public void destroy() {
        pools.values().forEach(pool -> pool.source().close());
    }
}
