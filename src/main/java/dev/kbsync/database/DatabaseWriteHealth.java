package dev.kbsync.database;

import java.time.Duration;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Down while the database takes no writes: a full disk can still be read from. */
@Component("databaseWriteHealthIndicator")
class DatabaseWriteHealth extends AbstractHealthIndicator {

    private static final String NAME = "health";

    private final Leases leases;

    DatabaseWriteHealth(Leases leases) {
        super("The database cannot be written");
        this.leases = leases;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        try {
            // Every process writes as the same holder, so that no write is left out.
            leases.acquire(NAME, NAME, Duration.ofMinutes(1));
            health.up();
        } catch (DataAccessException e) {
            Throwable cause = e.getMostSpecificCause();
            health.down()
                    .withDetail(
                            "problem",
                            "The database cannot be written; check space and rights of the data folder: "
                                    + cause.getMessage());
        }
    }
}
