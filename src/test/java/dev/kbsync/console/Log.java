package dev.kbsync.console;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What is logged while something happens. */
public record Log(List<String> lines) {

    /** The lines from INFO upwards, of every logger that says so. */
    public static Log during(Runnable what) {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        root.addAppender(lines);
        try {
            what.run();
        } finally {
            root.detachAppender(lines);
        }
        return new Log(
                List.copyOf(lines.list).stream()
                        .filter(line -> line.getLevel().isGreaterOrEqual(Level.INFO))
                        .map(ILoggingEvent::getFormattedMessage)
                        .toList());
    }
}
