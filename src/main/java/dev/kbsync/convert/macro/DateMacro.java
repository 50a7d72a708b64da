package dev.kbsync.convert.macro;

import dev.kbsync.convert.handling.Conversion;
import dev.kbsync.convert.handling.ElementHandler;
import dev.kbsync.convert.handling.Macro;
import dev.kbsync.page.Census.Treatment;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/**
 * A date, as it is written there: {@code <ac:structured-macro ac:name="time"><ac:parameter
 * ac:name="datetime">2026-01-31</ac:parameter></ac:structured-macro>}.
 */
public final class DateMacro implements ElementHandler {

    private static final List<String> PARAMETERS =
            List.of("datetime", "date", "time", "timestamp", "value", "");

    private static final Pattern DATE =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}([T ]\\d{2}:\\d{2}[\\d:.]*(Z|[+-][\\d:]+)?)?");

    /** The new editor counts in milliseconds. */
    private static final Pattern MILLISECONDS = Pattern.compile("\\d{12,14}");

    @Override
    public Set<String> names() {
        return Set.of(
                "{time}", "{date}", "{datetime}", "{date-time}", "{datepicker}", "{date-picker}");
    }

    @Override
    public Treatment handle(Element element, Conversion page) {
        Macro macro = Macro.of(element);
        for (String parameter : PARAMETERS) {
            String value = readable(macro.parameter(parameter));
            if (!value.isEmpty()) {
                page.flow().word(value);
                macro.bodyInText(page);
                return Treatment.RENDERED;
            }
        }
        List<Element> references = References.of(macro);
        references.forEach(page::convert);
        if (!macro.bodyInText(page) && references.isEmpty()) {
            Marker.name(macro.name(), page);
        }
        return Treatment.NAMED;
    }

    /** Whether a text is a date and nothing else. */
    static boolean isDate(String text) {
        return DATE.matcher(text).matches();
    }

    /** A date as people write it, where it is kept as a number; else as it is. */
    static String readable(String value) {
        return MILLISECONDS.matcher(value).matches()
                ? Instant.ofEpochMilli(Long.parseLong(value))
                        .atOffset(ZoneOffset.UTC)
                        .toLocalDate()
                        .toString()
                : value;
    }
}
