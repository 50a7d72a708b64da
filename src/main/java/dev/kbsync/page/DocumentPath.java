package dev.kbsync.page;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names the file of a page's document, below the folder of its site: by default {@code
 * <SPACE>/<readable title>-<content id>.md}. Whatever a title holds, the path stays inside, is
 * unique by its id, and is a legal name on Linux, macOS and Windows.
 */
public final class DocumentPath {

    /** What the setting {@code kbsync.deliver.file.name} is by default. */
    public static final String DEFAULT_PATTERN = "{space}/{title}-{id}";

    /** File names may have 255 bytes; this leaves room for an ending and a temporary name. */
    private static final int NAME_BYTES = 200;

    private static final int TITLE_BYTES = 150;
    private static final int SPACE_BYTES = 100;
    private static final int TEXT_BYTES = 60;

    /** A name that stands for a folder for each page above. */
    private static final String ANCESTORS = "{ancestors}";

    /** Of deeper trees, folders for the pages next to the space; paths may have 4096 bytes. */
    private static final int MOST_ANCESTORS = 20;

    private static final int ANCESTOR_BYTES = 90;
    private static final Set<String> PARTS = Set.of("space", "title", "id");
    private static final Pattern PART = Pattern.compile("\\{([^{}]*)}");

    /** Text between the parts; a name that begins with a dot or ends with one is not safe. */
    private static final Pattern TEXT = Pattern.compile("[A-Za-z0-9_-]([A-Za-z0-9 ._-]*[\\w-])?");

    /** The id has to stand at an end of a name, apart from the rest, or names might collide. */
    private static final Pattern UNIQUE =
            Pattern.compile("(.*[ ._-])?\\{id}|\\{id}[ ._-].*", Pattern.DOTALL);

    /** Names that Windows keeps for devices, whatever their ending. */
    private static final Pattern DEVICE =
            Pattern.compile(
                    "(con|prn|aux|nul|conin\\$|conout\\$|com[0-9¹²³]|lpt[0-9¹²³]) *(\\..*)?",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /**
     * Characters that nobody sees, although most of them count as letters or marks: what chooses
     * how the one before looks, as in many emoji, where a word may be broken, and fillers.
     */
    private static final Pattern INVISIBLE =
            Pattern.compile(
                    "[\\u00ad\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b\\u2060\\u3164"
                            + "\\ufe00-\\ufe0f\\ufeff\\uffa0\\x{e0100}-\\x{e01ef}]");

    /** The usual names; making it needs the expressions above. */
    public static final DocumentPath DEFAULT = new DocumentPath(DEFAULT_PATTERN);

    private final String pattern;

    /**
     * @param pattern names separated by slashes, of the parts {@code {space}}, {@code {title}} and
     *     {@code {id}} and of letters, digits, blanks, dots, dashes and underscores; one that is
     *     not the last may be {@code {ancestors}}
     * @throws IllegalArgumentException with the end of a sentence, if it names no safe, unique file
     */
    public DocumentPath(String pattern) {
        this.pattern = pattern;
        boolean unique = false;
        if (pattern.endsWith(ANCESTORS) || pattern.split(Pattern.quote(ANCESTORS), -1).length > 2) {
            throw new IllegalArgumentException(
                    "has {ancestors} twice or as its last name; these are folders, so a name must follow");
        }
        for (String name : pattern.split("/", -1)) {
            if (name.equals(ANCESTORS)) {
                continue;
            }
            check(name);
            unique |= UNIQUE.matcher(name).matches();
        }
        if (!unique) {
            throw new IllegalArgumentException(
                    "needs {id} at the beginning or the end of a name, set apart by a dash, or pages with the same"
                            + " title would overwrite each other");
        }
    }

    private static void check(String name) {
        Set<String> parts = new HashSet<>();
        Matcher part = PART.matcher(name);
        while (part.find()) {
            if (!PARTS.contains(part.group(1)) || !parts.add(part.group(1))) {
                throw new IllegalArgumentException(
                        "has the part %s, which is unknown or comes twice in one name; there are {space}, {title} and {id}, and {ancestors} as a whole name"
                                .formatted(part.group()));
            }
        }
        if (part.replaceAll("").length() > TEXT_BYTES) {
            throw new IllegalArgumentException(
                    "has a name with more than %d characters beside its parts"
                            .formatted(TEXT_BYTES));
        }
        // Any letter stands for a part: parts never begin or end with a dot or a blank.
        if (!TEXT.matcher(part.replaceAll("x")).matches()) {
            throw new IllegalArgumentException(
                    ("has the name \"%s\"; beside {space}, {title} and {id} only letters of A to Z, digits, dashes,"
                                    + " underscores and, within a name, blanks and dots are allowed, and slashes"
                                    + " between names")
                            .formatted(name));
        }
    }

    /** The pattern, as it was set. */
    public String pattern() {
        return pattern;
    }

    /** Where a page's document lies below the folder of documents, names separated by slashes. */
    public String of(String site, PageRef ref, Format format) {
        return notADevice(site) + "/" + belowSite(ref, format);
    }

    private String belowSite(PageRef ref, Format format) {
        List<String> names = new ArrayList<>();
        for (String name : pattern.split("/", -1)) {
            if (name.equals(ANCESTORS)) {
                names.addAll(folders(ref));
            } else {
                names.add(named(name, ref));
            }
        }
        int last = names.size() - 1;
        names.set(last, names.get(last) + "." + format.extension());
        names.replaceAll(DocumentPath::notADevice);
        return String.join("/", names);
    }

    private static List<String> folders(PageRef ref) {
        return ref.ancestors().stream()
                .limit(MOST_ANCESTORS)
                .map(above -> readable(above.title(), ANCESTOR_BYTES))
                .toList();
    }

    /**
     * What the pages above a page add to the path of its document, names separated by slashes;
     * empty if nothing. Pages with these titles above it would add the same.
     */
    public String above(PageRef ref) {
        return pattern.contains(ANCESTORS) ? String.join("/", folders(ref)) : "";
    }

    private static String named(String pattern, PageRef ref) {
        String space = cut(ref.space().replaceAll("[^A-Za-z0-9_~-]", "-"), SPACE_BYTES);
        String id = ref.contentId().replaceAll("[^A-Za-z0-9]", "");
        String fixed = pattern.replace("{id}", id).replace("{space}", space);
        int left = NAME_BYTES - bytes(fixed.replace("{title}", ""));
        return fixed.replace("{title}", readable(ref.title(), Math.min(TITLE_BYTES, left)));
    }

    /** The address of one page's document, seen from another's of the same site. */
    public String between(PageRef from, PageRef to, Format format) {
        String[] here = belowSite(from, format).split("/", -1);
        String[] there = belowSite(to, format).split("/", -1);
        int common = 0;
        while (common < Math.min(here.length, there.length) - 1
                && here[common].equals(there[common])) {
            common++;
        }
        List<String> names = new ArrayList<>();
        for (int up = common; up < here.length - 1; up++) {
            names.add("..");
        }
        names.addAll(List.of(there).subList(common, there.length));
        return String.join("/", names);
    }

    private static String notADevice(String name) {
        if (!DEVICE.matcher(name).matches()) {
            return name;
        }
        int dot = name.indexOf('.');
        String stem = dot < 0 ? name : name.substring(0, dot);
        return stem.strip() + "_" + (dot < 0 ? "" : name.substring(dot));
    }

    /** Letters and digits of any script stay; everything between them becomes one dash. */
    private static String readable(String title, int most) {
        String name =
                Normalizer.normalize(INVISIBLE.matcher(title).replaceAll(""), Normalizer.Form.NFC)
                        .replaceAll("[^\\p{L}\\p{M}\\p{N}]+", "-")
                        .replaceAll("^-+|-+$", "");
        String cut = cut(name, most);
        return cut.isEmpty() ? "untitled" : cut;
    }

    /** Cuts between code points, never inside one. */
    private static String cut(String name, int most) {
        StringBuilder kept = new StringBuilder();
        int bytes = 0;
        for (int codePoint : name.codePoints().toArray()) {
            bytes += bytes(Character.toString(codePoint));
            if (bytes > most) {
                break;
            }
            kept.appendCodePoint(codePoint);
        }
        return kept.toString().replaceAll("-+$", "");
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DocumentPath path && path.pattern.equals(pattern);
    }

    @Override
    public int hashCode() {
        return pattern.hashCode();
    }

    @Override
    public String toString() {
        return pattern;
    }
}
