package dev.kbsync.proof;

import dev.kbsync.page.Delivery;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Strikes a running instance from within: at every step of every route, and whenever the database
 * is asked. Registered as a bean, it needs no change to the shipped routes.
 */
final class Trouble implements InterceptStrategy, BeanPostProcessor {

    /** What a dead process would not have done is answered with this. */
    static final class CrashedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CrashedException() {
            super("the process has crashed");
        }
    }

    private final AtomicInteger untilCrash = new AtomicInteger();
    private final AtomicInteger untilAside = new AtomicInteger();
    private volatile boolean dead;
    private volatile Runnable aside = () -> {};
    private volatile Predicate<String> refused = contentId -> false;

    /**
     * After so many operations the process is as dead: nothing reaches a sink or the database any
     * more.
     */
    void crashAfter(int operations) {
        untilCrash.set(operations);
    }

    /** From now on the process is as dead. */
    void die() {
        dead = true;
    }

    /** Does something else, once, after so many operations. */
    void after(int operations, Runnable work) {
        aside = work;
        untilAside.set(operations);
    }

    /** Lets the sink refuse the documents of some pages. */
    void refuse(Predicate<String> contentIds) {
        refused = contentIds;
    }

    boolean crashed() {
        return dead;
    }

    /** Everything works again. */
    void clear() {
        untilCrash.set(0);
        untilAside.set(0);
        refused = contentId -> false;
        dead = false;
    }

    private void operation() {
        if (dead) {
            throw new CrashedException();
        }
        if (untilCrash.get() > 0 && untilCrash.decrementAndGet() == 0) {
            dead = true;
            throw new CrashedException();
        }
        if (untilAside.get() > 0 && untilAside.decrementAndGet() == 0) {
            aside.run();
        }
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode node, Processor target, Processor next) {
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                try {
                    operation();
                    sink(node.getId(), exchange);
                } catch (Throwable blow) {
                    exchange.setException(blow);
                    callback.done(true);
                    return true;
                }
                return super.process(exchange, callback);
            }
        };
    }

    /** Writing fails as a full disk does, tidying up as a bug would. */
    private void sink(String node, Exchange exchange) throws IOException {
        boolean writing = node.equals("to-folder");
        if ((writing || node.equals("tidy-folder"))
                && refused.test(
                        exchange.getVariable("delivery", Delivery.class).ref().contentId())) {
            if (writing) {
                throw new IOException("No space left on device");
            }
            throw new AssertionError("a bug");
        }
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource source ? new Struck(source) : bean;
    }

    private final class Struck extends DelegatingDataSource {

        Struck(DataSource source) {
            super(source);
        }

        @Override
        public Connection getConnection() throws SQLException {
            try {
                operation();
            } catch (CrashedException crash) {
                throw new SQLException(crash);
            }
            return super.getConnection();
        }
    }
}
