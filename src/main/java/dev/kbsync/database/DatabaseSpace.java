package dev.kbsync.database;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Gives the disk back what SQLite does not need any more; PostgreSQL does that by itself. */
@Component
public class DatabaseSpace {

    private static final Logger log = LoggerFactory.getLogger(DatabaseSpace.class);

    private final JdbcClient jdbc;
    private final DatabaseProperties properties;

    DatabaseSpace(JdbcClient jdbc, DatabaseProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    /** To be called after much was deleted. */
    public void giveBack() {
        if (properties.sqlite()) {
            jdbc.sql("pragma incremental_vacuum").update();
        }
    }

    /**
     * Makes {@link #giveBack} possible; a database of before has to be written anew for that, once.
     */
    static void prepare(JdbcClient jdbc) {
        try {
            if (jdbc.sql("pragma auto_vacuum").query(Integer.class).single() == 0) {
                jdbc.sql("pragma auto_vacuum = incremental").update();
                jdbc.sql("vacuum").update();
            }
        } catch (DataAccessException e) {
            log.debug("The database cannot be made to shrink just now", e);
        }
    }
}
