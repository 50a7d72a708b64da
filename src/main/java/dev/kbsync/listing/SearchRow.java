package dev.kbsync.listing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kbsync.page.Details;
import dev.kbsync.page.Listed;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageRef.Access;
import dev.kbsync.page.PageRef.Ancestor;
import dev.kbsync.page.PageRef.ContentType;
import dev.kbsync.page.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code /rest/api/search} (API facts, sections 5.1 and 5.5).
 *
 * @param listed the page
 * @param own who may read it, leaving aside the pages above
 * @param tellsAbove whether it tells of every page above who may read that
 */
public record SearchRow(Listed listed, Admission own, boolean tellsAbove) {

    /** What a reference needs; restrictions come for the page and for everything above it. */
    private static final String REFERENCE =
            String.join(
                    ",",
                    "content.version",
                    "content.history",
                    "content.space",
                    "content.ancestors",
                    "content.metadata.labels",
                    "content.restrictions.read.restrictions.user",
                    "content.restrictions.read.restrictions.group");

    private static final String ABOVE =
            ",content.ancestors.restrictions.read.restrictions.user"
                    + ",content.ancestors.restrictions.read.restrictions.group";

    /**
     * The parts to ask for.
     *
     * @param above whether restrictions of the pages above come along
     */
    public static String parts(boolean bodies, boolean above) {
        return REFERENCE + (above ? ABOVE : "") + (bodies ? ",content.body.storage" : "");
    }

    /**
     * @param cloudId of the site asked
     * @param siteUrl the site's address, for the page's own address
     * @throws IllegalArgumentException if the row lacks what identifies a page and its version, or
     *     leaves out the pages above it or its labels
     */
    public static SearchRow read(JsonNode row, String cloudId, String siteUrl) {
        JsonNode content = row.path("content");
        // Without them a page would seem to be open, or not to be wanted.
        RowFields.refuseWithout(content, "ancestors");
        RowFields.refuseWithout(content, "metadata");
        Admission own = own(content);
        Admission whole = above(content).and(own);
        JsonNode history = content.path("history");
        JsonNode body = content.path("body").path("storage").path("value");
        PageRef ref =
                new PageRef(
                        cloudId,
                        RowFields.id(content),
                        content.path("type").asText().equals("blogpost")
                                ? ContentType.BLOG_POST
                                : ContentType.PAGE,
                        RowFields.required(content.path("space"), "key"),
                        // The row's own title is HTML; this one is clean.
                        content.path("title").asText(""),
                        RowFields.version(content),
                        RowFields.savedAt(
                                content, RowFields.time(content.path("version").path("when"))),
                        content.path("version").path("by").path("displayName").asText(""),
                        ancestors(content),
                        labels(content),
                        whole.access(),
                        siteUrl + "/wiki" + content.path("_links").path("webui").asText(""),
                        new Details(
                                history.path("createdBy").path("displayName").asText(""),
                                RowFields.time(history.path("createdDate")),
                                whole.readers()));
        List<Person> people =
                Stream.of(content.path("version").path("by"), history.path("createdBy"))
                        .map(SearchRow::person)
                        .flatMap(Optional::stream)
                        .distinct()
                        .toList();
        return new SearchRow(
                new Listed(ref, body.isTextual() ? body.textValue() : null, people),
                own,
                tellsAbove(content));
    }

    /** Empty if the account, or its name, is hidden. */
    public static Optional<Person> person(JsonNode user) {
        String account = user.path("accountId").asText("");
        String name = user.path("displayName").asText("");
        return account.isEmpty() || name.isBlank()
                ? Optional.empty()
                : Optional.of(new Person(account, name));
    }

    /** When it was made, null if Confluence does not say. */
    public @Nullable Instant createdAt() {
        return listed.ref().details().createdAt();
    }

    /** Whether it tells who may read the page, leaving aside the pages above. */
    public boolean tellsOwn() {
        return own.access() != Access.UNKNOWN;
    }

    SearchRow with(Admission whole) {
        PageRef ref = listed.ref();
        Details told = ref.details().readBy(whole.readers());
        return new SearchRow(listed.with(ref.with(whole.access(), told)), own, tellsAbove);
    }

    private static List<Ancestor> ancestors(JsonNode content) {
        List<Ancestor> above = new ArrayList<>();
        for (JsonNode ancestor : content.path("ancestors")) {
            above.add(
                    new Ancestor(
                            ancestor.path("id").asText(""), ancestor.path("title").asText("")));
        }
        return above;
    }

    private static List<String> labels(JsonNode content) {
        List<String> names = new ArrayList<>();
        for (JsonNode label : content.path("metadata").path("labels").path("results")) {
            if (label.path("prefix").asText("global").equals("global")) {
                names.add(label.path("name").asText());
            }
        }
        return names;
    }

    /** Open only if everything above the page says so; what is not said is unknown. */
    private static Admission above(JsonNode content) {
        Admission above = Admission.OPEN;
        for (JsonNode ancestor : content.path("ancestors")) {
            above = above.and(own(ancestor));
        }
        return above;
    }

    private static boolean tellsAbove(JsonNode content) {
        for (JsonNode ancestor : content.path("ancestors")) {
            if (own(ancestor).access() == Access.UNKNOWN) {
                return false;
            }
        }
        return true;
    }

    private static Admission own(JsonNode content) {
        return Admission.of(
                content.path("restrictions").path("read").path("restrictions"),
                content.path("id").asText(),
                content.path("title").asText());
    }
}
