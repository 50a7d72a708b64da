package dev.kbsync.routes;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.quartz.utils.ConnectionProvider;

/** Has Quartz use the connections that everything else uses. */
final class PooledConnections implements ConnectionProvider {

    private final DataSource source;

    PooledConnections(DataSource source) {
        this.source = source;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return source.getConnection();
    }

    @Override
    public void initialize() {}

    /** The pool outlives Quartz. */
    @Override
    public void shutdown() {}
}
