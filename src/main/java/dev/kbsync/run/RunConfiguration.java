package dev.kbsync.run;

import dev.kbsync.database.DatabaseSpace;
import dev.kbsync.history.RunPages;
import dev.kbsync.history.RunSweep;
import dev.kbsync.ledger.FailureDelay;
import dev.kbsync.page.PageOutcome;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * How runs wait, unless the application's context brings another way; and beans of rooms that do
 * not know the settings of runs.
 */
@Configuration(proxyBeanMethods = false)
class RunConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Waiting waiting() {
        return new OnACondition();
    }

    @Bean
    FailureDelay failureDelay(RunProperties properties) {
        return properties.retry();
    }

    @Bean
    RunSweep runSweep(
            JdbcClient jdbc,
            RunPages pages,
            DatabaseSpace space,
            TransactionOperations transaction,
            RunProperties properties,
            Clock clock) {
        return new RunSweep(jdbc, pages, space, transaction, properties.keep(), clock);
    }

    /** The name under which routes know it. */
    @Bean
    PageOutcome pageOutcome() {
        return new PageOutcome();
    }

    private static final class OnACondition implements Waiting {

        private final ReentrantLock lock = new ReentrantLock();
        private final Condition changed = lock.newCondition();

        @Override
        public void atMost(Duration time, BooleanSupplier over) throws InterruptedException {
            lock.lock();
            try {
                // Looked at under the lock, a wake just before cannot be missed.
                long left = time.toNanos();
                while (left > 0 && !over.getAsBoolean()) {
                    left = changed.awaitNanos(left);
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void wake() {
            lock.lock();
            try {
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
