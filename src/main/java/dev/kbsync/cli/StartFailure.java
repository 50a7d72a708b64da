package dev.kbsync.cli;

import dev.kbsync.site.SetupException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.boot.context.config.ConfigDataException;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.util.PlaceholderResolutionException;

/**
 * Why the application did not start, as one sentence for the person who sets it up.
 *
 * @param known whether that is something a person can mend; the sentence of anything else is the
 *     failure's own
 */
public record StartFailure(String sentence, boolean known) {

    private static final Predicate<String> SECRET =
            Pattern.compile("key|secret|token|password").asPredicate();

    public static StartFailure of(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = failure; cause != null && causes.size() < 50; ) {
            causes.add(cause);
            cause = cause.getCause();
        }
        return causes.stream()
                .filter(SetupException.class::isInstance)
                .map(cause -> new StartFailure(String.valueOf(cause.getMessage()), true))
                .findFirst()
                .or(() -> causes.stream().flatMap(StartFailure::known).findFirst())
                .orElseGet(() -> new StartFailure(unknown(causes), false));
    }

    /** What kbsync itself says of it is for people; what lies below is for whoever wrote that. */
    private static String unknown(List<Throwable> causes) {
        return causes.stream()
                .filter(StartFailure::isOurs)
                .findFirst()
                .map(StartFailure::message)
                .orElseGet(() -> message(causes.get(causes.size() - 1)));
    }

    /** Whether kbsync threw it, and with words of its own. */
    private static boolean isOurs(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return trace.length > 0
                && trace[0].getClassName().startsWith("dev.kbsync.")
                && failure.getMessage() != null
                && !failure.getMessage().equals(String.valueOf(failure.getCause()));
    }

    private static Stream<StartFailure> known(Throwable cause) {
        String sentence = null;
        if (cause instanceof PortInUseException port) {
            sentence =
                    "Port %d is taken by another program; end that, or choose another port with server.port."
                            .formatted(port.getPort());
        } else if (cause instanceof BindException bind) {
            sentence = wrongValue(bind);
        } else if (cause instanceof TypeMismatchException mismatch) {
            sentence =
                    "The setting with the value \"%s\" cannot be used: it must be %s."
                            .formatted(mismatch.getValue(), expected(mismatch.getRequiredType()));
        } else if (cause instanceof ConfigDataException) {
            sentence = "The settings cannot be read: " + message(cause);
        } else if (cause instanceof PlaceholderResolutionException) {
            sentence =
                    "A setting refers to another setting that does not exist: %s; set that one, or give a default after a colon."
                            .formatted(message(cause));
        }
        return sentence == null ? Stream.of() : Stream.of(new StartFailure(sentence, true));
    }

    private static String wrongValue(BindException failure) {
        ConfigurationProperty property = failure.getProperty();
        String name = String.valueOf(property == null ? failure.getName() : property.getName());
        String value = property == null ? "" : " \"" + property.getValue() + "\"";
        String origin =
                property == null || property.getOrigin() == null
                        ? ""
                        : " (%s)".formatted(property.getOrigin());
        return "%s cannot be%s%s: it must be %s."
                .formatted(
                        name,
                        SECRET.test(name) ? " what it is" : value,
                        origin,
                        expected(failure.getTarget().getType().resolve()));
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "in a different format; see application.properties.example";
        }
        if (type.isEnum()) {
            return Stream.of(type.getEnumConstants())
                    .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(" or "));
        }
        return switch (type.getSimpleName()) {
            case "int", "Integer", "long", "Long" -> "a whole number";
            case "boolean", "Boolean" -> "true or false";
            case "Duration" -> "a duration such as 30s, 5m or 24h";
            case "DataSize" -> "a size such as 20MB";
            case "ZoneId" -> "a time zone such as UTC or Europe/Berlin";
            default -> "in a different format; see application.properties.example";
        };
    }

    private static String message(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
