package dev.kbsync.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kbsync.SettableClock;
import dev.kbsync.simulator.content.Accounts;
import dev.kbsync.simulator.content.Change;
import dev.kbsync.simulator.content.ContentType;
import dev.kbsync.simulator.control.SiteControl;
import dev.kbsync.simulator.control.SiteControl.Shown;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A site where people do all sorts of things, one random step at a time, and what has to be true of
 * a knowledge base that follows it. Steps may come from any thread.
 */
final class World {

    static final List<String> SPACES = List.of("ENG", "OPS", "OUT");

    private final SiteControl site;
    private final SettableClock clock;
    private final RandomGenerator dice;
    private final Consumer<String> log;
    private final Texts texts;
    private final References references;
    private final Map<String, String> marks = new TreeMap<>();
    private final Set<String> saved = new TreeSet<>();
    private final Set<String> closed = new HashSet<>();
    private final Set<String> blocked = new TreeSet<>();
    private final Map<String, Instant> openedAt = new TreeMap<>();
    private final List<String> comments = new ArrayList<>();
    private final List<String> inline = new ArrayList<>();
    private final List<String> files = new ArrayList<>();
    private final Setup setup;
    private final Map<String, Integer> savedAt = new TreeMap<>();
    private int steps;
    private int restrictedAt;
    private Set<String> wanted;
    private Map<String, List<String>> steady = new HashMap<>();
    private final Set<String> steadyOnShelf = new HashSet<>();
    private final Map<String, Set<String>> labels = new HashMap<>();

    World(
            SiteControl site,
            SettableClock clock,
            RandomGenerator dice,
            Setup setup,
            Consumer<String> log) {
        this.site = site;
        this.clock = clock;
        this.dice = dice;
        this.setup = setup;
        this.log = log;
        wanted = setup.spaces();
        texts = new Texts(dice);
        references = new References(dice);
        SPACES.forEach(key -> site.addSpace(key, "Space " + key));
    }

    /** From now on the pages of these spaces are wanted, by key. */
    synchronized void want(Set<String> spaces) {
        wanted = Set.copyOf(spaces);
        steady.entrySet().retainAll(places().entrySet());
    }

    /** A mark that stands in the body as it is now. */
    String mark(String id) {
        return Objects.requireNonNull(marks.get(id), id);
    }

    /** A mark that stands in the body as it is, or was before it was purged. */
    Optional<String> lastMark(String id) {
        return Optional.ofNullable(marks.get(id));
    }

    /** What should be in the knowledge base now, were everything known, by id. */
    synchronized Map<String, Shown> due() {
        Map<String, Shown> due = dueWithoutPolicies();
        due.values()
                .removeIf(
                        shown -> blocked.contains(shown.space()) || !setup.inFolder(shown.space()));
        return due;
    }

    /** What should be on the shelf now, were everything known, by id. */
    synchronized Map<String, Shown> dueOnShelf() {
        Map<String, Shown> due = dueWithoutPolicies();
        due.values().removeIf(shown -> blocked.contains(shown.space()) || !onShelf(shown));
        return due;
    }

    private boolean onShelf(Shown shown) {
        return setup.onShelf(shown.space(), labels.getOrDefault(shown.id(), Set.of()));
    }

    /** Pages that were wanted on the shelf all the time since the search last knew everything. */
    synchronized Set<String> steadyOnShelf() {
        Set<String> ids = new TreeSet<>(steady.keySet());
        ids.retainAll(steadyOnShelf);
        ids.retainAll(dueOnShelf().keySet());
        return ids;
    }

    /** Whether a text shows one of these pages, or leads to its file. */
    boolean showsOneOf(Set<String> ids, String text) {
        return ids.stream()
                .anyMatch(
                        id ->
                                text.contains("-" + id + ".md")
                                        || lastMark(id).filter(text::contains).isPresent());
    }

    private Map<String, Shown> dueWithoutPolicies() {
        return site.content().stream()
                .filter(World::isDocument)
                .filter(shown -> shown.status().equals("current"))
                .filter(shown -> shown.visible() && (setup.restricted() || !shown.restricted()))
                .filter(shown -> wanted.contains(shown.space()) && !closed.contains(shown.space()))
                .collect(Collectors.toMap(Shown::id, shown -> shown));
    }

    /** Keys of wanted spaces that a data policy hides. */
    synchronized Set<String> blocked() {
        Set<String> spaces = new TreeSet<>(blocked);
        spaces.retainAll(wanted);
        spaces.removeAll(closed);
        return spaces;
    }

    /** The spaces of pages that are steady but for a data policy that hides them, by page. */
    synchronized Map<String, String> hiddenByPolicy() {
        Map<String, String> hidden = new TreeMap<>();
        dueWithoutPolicies()
                .forEach(
                        (id, shown) -> {
                            if (steady.containsKey(id) && blocked.contains(shown.space())) {
                                hidden.put(id, shown.space());
                            }
                        });
        return hidden;
    }

    /** Pages that the API shows, but only to some people, and that are not wanted. */
    synchronized Set<String> restricted() {
        if (setup.restricted()) {
            return Set.of();
        }
        return site.content().stream()
                .filter(shown -> shown.status().equals("current"))
                .filter(World::isDocument)
                .filter(shown -> shown.visible() && shown.restricted())
                .filter(shown -> !blocked.contains(shown.space()))
                .map(Shown::id)
                .collect(Collectors.toSet());
    }

    /** Whether a page has its version since nothing was restricted or moved any more. */
    synchronized boolean savedSinceRestricted(String id) {
        return savedAt.getOrDefault(id, 0) >= restrictedAt;
    }

    /** Marks of other pages that not everybody may read, so that no page may show them. */
    synchronized Set<String> secretMarks(String id) {
        return site.content().stream()
                .filter(World::isDocument)
                .filter(shown -> shown.restricted() && !shown.id().equals(id))
                .flatMap(shown -> lastMark(shown.id()).stream())
                .collect(Collectors.toSet());
    }

    /** Whether the space came back so lately that runs for changes need not know it yet. */
    synchronized boolean young(String space) {
        return openedAt.getOrDefault(space, Instant.EPOCH)
                .isAfter(clock.instant().minus(Duration.ofHours(1)));
    }

    /** Pages that have a new version since these were taken last. */
    synchronized Set<String> takeSaved() {
        Set<String> taken = new TreeSet<>(saved);
        saved.clear();
        return taken;
    }

    /**
     * Pages that were due all the time since the search last knew everything. One that gets another
     * place meanwhile may be taken for hidden: the page that was above it is not found any more.
     */
    synchronized Set<String> steady() {
        Set<String> ids = new TreeSet<>(steady.keySet());
        ids.retainAll(due().keySet());
        return ids;
    }

    /** Search knows everything. */
    synchronized void settle() {
        site.settle();
        steady = places();
        steadyOnShelf.clear();
        steadyOnShelf.addAll(dueOnShelf().keySet());
    }

    /** What is above each page that is due, by the page's id. */
    private Map<String, List<String>> places() {
        Map<String, String> parents = new HashMap<>();
        site.content().stream()
                .filter(shown -> shown.parent() != null)
                .forEach(shown -> parents.put(shown.id(), shown.parent()));
        // A page that leaves the folder's spaces for a while may leave the folder.
        Map<String, String> spaces = new HashMap<>();
        if (setup.sorted()) {
            dueWithoutPolicies().forEach((id, shown) -> spaces.put(id, shown.space()));
        }
        return dueWithoutPolicies().keySet().stream()
                .collect(
                        Collectors.toMap(
                                id -> id,
                                id ->
                                        Stream.concat(
                                                        Stream.of(spaces.getOrDefault(id, "")),
                                                        Stream.iterate(
                                                                id, Objects::nonNull, parents::get))
                                                .toList()));
    }

    private static boolean isDocument(Shown shown) {
        return shown.type().equals("page") || shown.type().equals("blogpost");
    }

    /** Something happens on the site. */
    synchronized void step() {
        steps++;
        clock.advance(Duration.ofMillis(dice.nextLong(500, setup.pace().toMillis())));
        try {
            log.accept(act());
        } catch (IllegalArgumentException | NoSuchElementException e) {
            log.accept("(" + e.getMessage() + ")");
        }
        steady.entrySet().retainAll(places().entrySet());
        steadyOnShelf.retainAll(dueOnShelf().keySet());
    }

    private String act() {
        if (setup.granted() && dice.nextInt(25) == 0) {
            return policy(SPACES.get(dice.nextInt(SPACES.size())));
        }
        int roll = dice.nextInt(100);
        if (roll < 14 || site.content().size() < 25) {
            return add();
        }
        if (roll < 17) {
            return space();
        }
        if (roll < 18) {
            site.indexDelay(Duration.ofSeconds(List.of(0, 2, 60, 600).get(dice.nextInt(4))));
            return "another index delay";
        }
        if (roll < 19) {
            boolean lagging = dice.nextBoolean();
            site.laggingRows(lagging);
            return lagging ? "rows lag as the index does" : "rows are up to date";
        }
        if (roll < 23) {
            return restrictWhatIsShown();
        }
        Shown page = any(World::isDocument);
        String id = page.id();
        if (setup.extras() && dice.nextInt(5) == 0) {
            return "%s \"%s\": %s".formatted(id, page.title(), hang(id));
        }
        return "%s %s \"%s\" in %s: %s"
                .formatted(page.type(), id, page.title(), page.space(), on(page, id, roll));
    }

    private String on(Shown page, String id, int roll) {
        if (roll < 32) {
            String mark = texts.mark();
            boolean minor = dice.nextInt(4) == 0;
            String reference = dice.nextInt(3) == 0 ? refer(page, any(World::isDocument)) : "";
            change(id, null, texts.body(mark) + reference, minor);
            marks.put(id, mark);
            return (minor ? "minor edit " : "edit ") + mark + reference + forget(page);
        }
        if (roll < 40) {
            String title = dice.nextInt(5) == 0 ? otherCase(page.title()) : texts.title();
            change(id, title, null, false);
            return "rename to \"" + title + "\"";
        }
        if (roll < 48) {
            Shown other =
                    any(shown -> ContentType.of(shown.type()).inTree() && sameSpace(shown, page));
            boolean top = dice.nextInt(4) == 0 || other.id().equals(id);
            restrictedAt = steps;
            site.move(id, top ? null : other.id());
            return "move below " + (top ? "nothing" : other.id());
        }
        if (roll < 55) {
            String space = SPACES.get(dice.nextInt(SPACES.size()));
            restrictedAt = steps;
            site.moveToSpace(id, space);
            return "move to " + space;
        }
        return live(page, id, roll);
    }

    /** Deletes historical versions, so that the new one has a lower number than the one before. */
    private String forget(Shown page) {
        if (page.version() < 2 || dice.nextInt(4) > 0) {
            return "";
        }
        site.deleteVersion(page.id(), 1);
        site.deleteVersion(page.id(), 1);
        return ", historical versions are deleted";
    }

    /** A page is restricted that another one refers to, and the other one is edited. */
    private String restrictWhatIsShown() {
        References.Pair pair = references.any().orElseThrow();
        Shown from = any(shown -> shown.id().equals(pair.from()));
        Shown to = any(shown -> shown.id().equals(pair.to()));
        restrictedAt = steps;
        site.restrictVisibly(to.id());
        String mark = texts.mark();
        String reference = refer(from, to);
        change(from.id(), null, texts.body(mark) + reference, false);
        marks.put(from.id(), mark);
        return "restrict %s, edit %s %s %s".formatted(to.id(), from.id(), mark, reference);
    }

    private String refer(Shown from, Shown to) {
        references.made(from.id(), to.id());
        return references.to(to.title());
    }

    private static String otherCase(String title) {
        String upper = title.toUpperCase(Locale.ROOT);
        return title.equals(upper) ? title.toLowerCase(Locale.ROOT) : upper;
    }

    private String live(Shown page, String id, int roll) {
        if (roll < 62 && page.status().equals("current")) {
            site.trash(id);
            return "trash";
        }
        if (roll < 66) {
            site.purge(id);
            return "purge";
        }
        if (roll < 71) {
            site.archive(id);
            return "archive";
        }
        if (roll < 80 && !page.status().equals("current")) {
            return back(page, id);
        }
        if (roll < 87) {
            String[] chosen = texts.labels();
            site.label(id, chosen);
            labels.put(id, Set.of(chosen));
            return "label " + List.of(chosen);
        }
        return restrict(id, roll);
    }

    /** What people hang on pages. */
    private String hang(String id) {
        String text = texts.mark();
        switch (dice.nextInt(8)) {
            case 0, 1 -> {
                comments.add(site.addComment(id, "<p>" + text + "</p>"));
                return "comment " + text;
            }
            case 2 -> {
                inline.add(site.addInlineComment(id, "<p>" + text + "</p>", "mark"));
                comments.add(inline.get(inline.size() - 1));
                return "comment in the text " + text;
            }
            case 3 -> {
                comments.add(site.reply(one(comments), "<p>" + text + "</p>"));
                return "reply " + text;
            }
            case 4 -> {
                return onAComment();
            }
            case 5, 6 -> {
                String name = texts.title() + ".txt";
                files.add(site.attach(id, name, "text/plain", text.getBytes(UTF_8)));
                return "attach " + files.get(files.size() - 1) + " " + name;
            }
            default -> {
                return onAFile(one(files), text);
            }
        }
    }

    private String onAComment() {
        if (dice.nextBoolean()) {
            String comment = one(comments);
            site.trash(comment);
            return "trash comment " + comment;
        }
        String comment = one(inline);
        site.resolveComment(comment, dice.nextInt(3) == 0 ? "reopened" : "resolved");
        return "resolve or reopen comment " + comment;
    }

    private String onAFile(String file, String text) {
        if (dice.nextBoolean()) {
            site.replaceFile(file, text.getBytes(UTF_8));
            return "replace " + file;
        }
        site.trash(file);
        return "trash " + file;
    }

    private String one(List<String> of) {
        if (of.isEmpty()) {
            throw new NoSuchElementException("nothing hangs there yet");
        }
        return of.get(dice.nextInt(of.size()));
    }

    private String back(Shown page, String id) {
        if (page.status().equals("archived")) {
            site.unarchive(id);
            return "unarchive";
        }
        boolean newVersion = dice.nextBoolean();
        site.restore(id, newVersion);
        if (newVersion) {
            saved(id);
        }
        return "restore" + (newVersion ? "" : " without a version");
    }

    private String restrict(String id, int roll) {
        restrictedAt = steps;
        List<String> all =
                site.content().stream().filter(shown -> shown.restricted()).map(Shown::id).toList();
        String other = all.isEmpty() ? id : all.get(dice.nextInt(all.size()));
        if (roll < 91 && setup.restricted() && dice.nextBoolean()) {
            List<String> users = List.of(Accounts.OWN.accountId(), Accounts.INES.accountId());
            List<String> groups = dice.nextBoolean() ? List.of() : List.of("engineering");
            site.restrict(other, users, groups);
            return "restrict %s to more than one, and %s".formatted(other, groups);
        }
        if (roll < 91) {
            site.restrictVisibly(id);
            return "restrict";
        }
        if (roll < 93) {
            site.restrictInvisibly(id);
            return "restrict and hide";
        }
        site.unrestrict(other);
        return "unrestrict " + other;
    }

    private void change(String id, @Nullable String title, @Nullable String body, boolean minor) {
        String author =
                List.of(Accounts.OWN, Accounts.MEI, Accounts.PRIYA)
                        .get(dice.nextInt(3))
                        .accountId();
        site.change(id, new Change(title, body, null, null, minor, true, "", author));
        saved(id);
    }

    private void saved(String id) {
        saved.add(id);
        savedAt.put(id, steps);
    }

    private String add() {
        String space = SPACES.get(dice.nextInt(SPACES.size()));
        ContentType type =
                List.of(
                                ContentType.PAGE,
                                ContentType.PAGE,
                                ContentType.PAGE,
                                ContentType.PAGE,
                                ContentType.BLOGPOST,
                                ContentType.FOLDER)
                        .get(dice.nextInt(6));
        boolean blog = type == ContentType.BLOGPOST;
        Optional<Shown> parent =
                blog || dice.nextInt(3) == 0
                        ? Optional.empty()
                        : some(
                                shown ->
                                        shown.space().equals(space)
                                                && shown.status().equals("current")
                                                && ContentType.of(shown.type()).inTree());
        String mark = texts.mark();
        String title = texts.title();
        String id =
                site.add(type, space, title, texts.body(mark), parent.map(Shown::id).orElse(null));
        marks.put(id, mark);
        saved(id);
        return "new %s %s \"%s\" in %s below %s"
                .formatted(type.wire(), id, title, space, parent.map(Shown::id).orElse("nothing"));
    }

    /** Where all spaces are wanted, spaces come and go; a chosen one that goes breaks each run. */
    private String space() {
        String key = SPACES.get(dice.nextInt(SPACES.size()));
        if (dice.nextBoolean() || wanted.size() < SPACES.size()) {
            String name = texts.title();
            site.renameSpace(key, name);
            return "rename space " + key + " to \"" + name + "\"";
        }
        boolean open = closed.remove(key);
        if (open) {
            openedAt.put(key, clock.instant());
        } else {
            closed.add(key);
        }
        site.hideSpace(key, !open);
        return (open ? "show" : "hide") + " space " + key;
    }

    /** What was edited while it was hidden, runs for changes need not know afterwards. */
    private String policy(String key) {
        boolean hides = blocked.add(key);
        site.blockSpace(key, hides);
        if (!hides) {
            blocked.remove(key);
            site.content().stream()
                    .filter(shown -> shown.space().equals(key))
                    .forEach(
                            shown -> {
                                steady.remove(shown.id());
                                saved.remove(shown.id());
                            });
        }
        return "a data policy " + (hides ? "hides" : "shows") + " space " + key;
    }

    private static boolean sameSpace(Shown one, Shown other) {
        return one.space().equals(other.space());
    }

    private Shown any(Predicate<Shown> which) {
        return some(which).orElseThrow(() -> new NoSuchElementException("nothing there"));
    }

    private Optional<Shown> some(Predicate<Shown> which) {
        List<Shown> all = new ArrayList<>(site.content().stream().filter(which).toList());
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(dice.nextInt(all.size())));
    }
}
