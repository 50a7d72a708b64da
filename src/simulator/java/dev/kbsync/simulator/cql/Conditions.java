package dev.kbsync.simulator.cql;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.kbsync.simulator.content.Content;
import dev.kbsync.simulator.content.ContentType;
import dev.kbsync.simulator.content.Entry;
import dev.kbsync.simulator.content.PlainText;
import dev.kbsync.simulator.content.Space;
import dev.kbsync.simulator.cql.Clause.Comparison;
import dev.kbsync.simulator.cql.Clause.Value;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Turns a parsed condition into a test of single entries. */
public final class Conditions {
    /** The vocabulary of {@code type}; what this simulator has none of simply finds nothing. */
    private static final List<String> TYPES =
            List.of(
                    "space",
                    "user",
                    "page",
                    "blogpost",
                    "comment",
                    "attachment",
                    "database",
                    "whiteboard",
                    "slide",
                    "embed",
                    "folder");

    private final CqlContext context;

    private Conditions(CqlContext context) {
        this.context = context;
    }

    /**
     * The test an entry has to pass.
     *
     * @throws CqlException if a field, operator or value is not one Confluence knows
     */
    public static Predicate<Entry> test(Clause clause, CqlContext context) {
        return new Conditions(context).test(clause);
    }

    private Predicate<Entry> test(Clause clause) {
        if (clause instanceof Clause.All all) {
            return all.parts().stream().map(this::test).reduce(Predicate::and).orElseThrow();
        }
        if (clause instanceof Clause.Any any) {
            return any.parts().stream().map(this::test).reduce(Predicate::or).orElseThrow();
        }
        if (clause instanceof Clause.Not not) {
            return test(not.part()).negate();
        }
        Comparison comparison = (Comparison) clause;
        Field field = Field.named(comparison.field());
        field.require(comparison.operator());
        Predicate<Entry> positive = compare(field, comparison);
        return comparison.operator().isNegative() ? positive.negate() : positive;
    }

    private Predicate<Entry> compare(Field field, Comparison to) {
        boolean words = to.operator().positive() == Operator.CONTAINS;
        return switch (field) {
            case TYPE -> type(to.values());
            case SUBTYPE ->
                    content(c -> c.type() == ContentType.PAGE && texts(to).contains("page"));
            case SPACE, SPACE_KEY -> space(to, Space::key);
            case SPACE_TITLE -> words ? spaceWords(to) : space(to, Space::name);
            case SPACE_TYPE -> space(to, Space::type);
            case ID, CONTENT -> ids(to, content -> List.of(content.id()));
            case TITLE -> words ? words(to, Entry::title) : title(to);
            case TEXT, SITE_SEARCH -> words(to, Conditions::text);
            case ANCESTOR -> ids(to, this::above);
            case PARENT -> ids(to, c -> c.type().inTree() ? List.of(c.parentId()) : List.of());
            case CONTAINER -> ids(to, c -> c.type().inTree() ? List.of() : List.of(c.parentId()));
            case LABEL -> label(to);
            case MACRO -> body(to, name -> "ac:name=\"" + name + "\"");
            case MENTION -> body(to, id -> "ri:account-id=\"" + id + "\"");
            case CREATOR -> people(to, content -> Stream.of(content.authorId()));
            case CONTRIBUTOR ->
                    people(to, content -> content.revisions().stream().map(r -> r.authorId()));
            case WATCHER, FAVOURITE -> content(c -> false);
            case CREATED -> date(to, Entry::createdAt);
            case LAST_MODIFIED -> date(to, Entry::modifiedAt);
        };
    }

    private static Predicate<Entry> content(Predicate<Content> test) {
        return entry -> entry instanceof Content content && test.test(content);
    }

    private Predicate<Entry> type(List<Value> values) {
        Set<String> wanted =
                values.stream().map(this::text).map(Conditions::lower).collect(toUnmodifiableSet());
        for (String type : wanted) {
            if (!TYPES.contains(type)) {
                throw new CqlException(
                        "Unsupported value for type, got : "
                                + type
                                + ", expected one of : "
                                + TYPES);
            }
        }
        // Asked for users, Confluence answers with content of every kind.
        return entry ->
                entry instanceof Content content
                        ? wanted.contains(content.type().wire()) || wanted.contains("user")
                        : wanted.contains("space");
    }

    private Predicate<Entry> space(Comparison to, Function<Space, String> property) {
        Set<String> wanted = texts(to);
        return entry -> wanted.contains(lower(property.apply(spaceOf(entry))));
    }

    private Predicate<Entry> spaceWords(Comparison to) {
        return words(to, entry -> spaceOf(entry).name());
    }

    private Space spaceOf(Entry entry) {
        return entry instanceof Content content ? context.spaceOf(content) : (Space) entry;
    }

    private Predicate<Entry> ids(Comparison to, Function<Content, Collection<Long>> property) {
        Set<Long> wanted = Ids.of(texts(to));
        return content(content -> property.apply(content).stream().anyMatch(wanted::contains));
    }

    private List<Long> above(Content content) {
        return Stream.iterate(context.parent(content), at -> at != null, at -> context.parent(at))
                .map(Content::id)
                .toList();
    }

    private Predicate<Entry> title(Comparison to) {
        Set<String> wanted = texts(to);
        if (wanted.contains("")) {
            throw new CqlException("The title cannot be empty");
        }
        return entry -> wanted.contains(lower(entry.title()));
    }

    private Predicate<Entry> words(Comparison to, Function<Entry, String> property) {
        String query = text(to.values().get(0));
        if (query.isBlank()) {
            throw new CqlException(
                    500, "java.lang.NullPointerException: query parameter is required.");
        }
        Words words = Words.of(query);
        return entry -> words.in(property.apply(entry));
    }

    /** Title and body: what a full text search looks through. */
    private static String text(Entry entry) {
        return entry instanceof Content content
                ? content.title() + "\n" + PlainText.of(content.storage())
                : entry.title() + "\n" + ((Space) entry).description();
    }

    private Predicate<Entry> label(Comparison to) {
        Set<String> wanted = texts(to);
        return content(
                content ->
                        content.labels().stream()
                                .anyMatch(label -> wanted.contains(lower(label.name()))));
    }

    private Predicate<Entry> body(Comparison to, Function<String, String> mark) {
        List<String> marks = to.values().stream().map(this::text).map(mark).toList();
        return content(content -> marks.stream().anyMatch(content.storage()::contains));
    }

    private Predicate<Entry> people(Comparison to, Function<Content, Stream<String>> property) {
        Set<String> wanted = texts(to);
        return content(
                content ->
                        property.apply(content).map(Conditions::lower).anyMatch(wanted::contains));
    }

    private Predicate<Entry> date(Comparison to, Function<Entry, java.time.Instant> property) {
        Dates.Span span = new Dates(context.zone(), context.now()).read(to.values().get(0));
        return entry -> span.test(to.operator(), property.apply(entry));
    }

    private Set<String> texts(Comparison to) {
        return to.values().stream()
                .map(this::text)
                .map(Conditions::lower)
                .collect(toUnmodifiableSet());
    }

    private String text(Value value) {
        if (value instanceof Value.Text text) {
            return text.text();
        }
        Value.Function function = (Value.Function) value;
        String resolved =
                switch (lower(function.name())) {
                    case "currentuser" -> context.user().accountId();
                    case "currentspace" -> context.currentSpace();
                    case "currentcontent" -> context.currentContent();
                    case "favouritespaces", "recentlyviewedspaces", "recentlyviewedcontent" ->
                            // Nobody has favourites here, nor a history of reading.
                            "";
                    default ->
                            throw new CqlException(
                                    "No function exists with the name: " + function.name());
                };
        return resolved == null ? "" : resolved;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
