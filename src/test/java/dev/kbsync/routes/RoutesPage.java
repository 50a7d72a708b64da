package dev.kbsync.routes;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The edits on the page on routes, as a reader would copy them. */
public final class RoutesPage {

    private static final Path PAGE = Path.of("src/site/markdown/routes.md");

    private RoutesPage() {}

    /**
     * The text that follows the name of a file.
     *
     * @param edit the heading
     */
    static String text(String edit, String file) {
        return find(edit, "`" + Pattern.quote(file) + "`[^\n]*:\n\n```yaml\n(.*?)```");
    }

    /** The first text of an edit that follows these words. */
    static String after(String edit, String words) {
        return find(edit, Pattern.quote(words) + ":\n\n```yaml\n(.*?)```");
    }

    /** The settings of an edit. */
    public static Map<String, String> settings(String edit) {
        Properties settings = new Properties();
        try {
            settings.load(new StringReader(find(edit, "```properties\n(.*?)```")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> sorted = new TreeMap<>();
        settings.forEach((key, value) -> sorted.put(key.toString(), value.toString()));
        return sorted;
    }

    private static String find(String edit, String pattern) {
        try {
            String section =
                    first("\n### " + Pattern.quote(edit) + "\n(.*?)\n##", Files.readString(PAGE));
            return first(pattern, section);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String first(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("Not on the page: " + pattern);
        }
        return matcher.group(1);
    }
}
