package dev.kbsync.routes.check;

import java.util.Locale;

/**
 * Something to mend in a route file.
 *
 * @param file its name below the folder of routes
 * @param line counted from 1; 0 if it belongs to no single line
 * @param level whether the file can be used as it is
 * @param text what is wrong and how to mend it, one sentence
 */
public record Finding(String file, int line, Level level, String text) {

    /** How bad it is. */
    public enum Level {
        /** The file does not load, or does not do what it says. */
        ERROR,
        /** It works, but somebody should look at it. */
        WARNING
    }

    static Finding error(String file, int line, String text) {
        return new Finding(file, line, Level.ERROR, text);
    }

    static Finding warning(String file, int line, String text) {
        return new Finding(file, line, Level.WARNING, text);
    }

    public boolean isError() {
        return level == Level.ERROR;
    }

    @Override
    public String toString() {
        return "%s%s: %s: %s"
                .formatted(
                        file,
                        line > 0 ? ":" + line : "",
                        level.name().toLowerCase(Locale.ROOT),
                        text);
    }
}
