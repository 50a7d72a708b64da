package dev.kbsync.simulator.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kbsync.simulator.content.Account;
import dev.kbsync.simulator.content.Accounts;
import dev.kbsync.simulator.content.Body;
import dev.kbsync.simulator.content.Content;
import dev.kbsync.simulator.content.ContentType;
import dev.kbsync.simulator.content.Details;
import dev.kbsync.simulator.content.Label;
import dev.kbsync.simulator.content.Restrictions;
import dev.kbsync.simulator.content.Revision;
import dev.kbsync.simulator.content.Seed;
import dev.kbsync.simulator.content.Space;
import dev.kbsync.simulator.content.Status;
import dev.kbsync.simulator.http.Json;
import dev.kbsync.simulator.site.MediaTypes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

/**
 * The space {@code HANDBOOK} that ships with the simulator: its tree is in {@code
 * handbook/space.json}, each page's body and each attached file beside it. Times there are days
 * before the start.
 */
public final class Handbook {
    private static final String FOLDER = "/simulator/handbook/";

    private final Seed seed;
    private final Instant now;
    private final long spaceId;

    private Handbook(Seed seed, Instant now) {
        this.seed = seed;
        this.now = now;
        spaceId = seed.nextId();
    }

    public static void load(Seed seed, Instant now) {
        new Handbook(seed, now).load(Json.read(bytes("space.json")));
    }

    private void load(JsonNode described) {
        Space space =
                new Space(
                        spaceId,
                        described.path("key").asText(),
                        described.path("name").asText(),
                        described.path("description").asText(),
                        "global",
                        false,
                        false,
                        0,
                        now.minus(Duration.ofDays(800)));
        seed.add(space);
        List<Long> top = new ArrayList<>();
        described.path("content").forEach(node -> top.add(add(node, 0)));
        seed.replace(space.withHomepage(top.get(0)));
    }

    private long add(JsonNode node, long parent) {
        long id = seed.nextId();
        ContentType type = ContentType.of(node.path("type").asText("page"));
        Content content =
                history(id, type, parent, node)
                        .with(Status.valueOf(upper(node.path("status").asText("current"))))
                        .labelled(texts(node, "labels").stream().map(Label::global).toList())
                        .restricted(restrictions(node));
        seed.add(content);
        node.path("files").forEach(file -> addFile(file, content));
        node.path("comments").forEach(comment -> addComment(comment, content));
        node.path("children").forEach(child -> add(child, id));
        return id;
    }

    private Content history(long id, ContentType type, long parent, JsonNode node) {
        String title = node.path("title").asText();
        String author = author(node);
        Body body = node.has("body") ? Body.of(text(node.path("body").asText())) : Body.EMPTY;
        double created = node.path("created").asDouble(300);
        double edited = node.path("edited").asDouble(created);
        int versions = node.path("version").asInt(1);
        Content content =
                Content.create(
                        id,
                        type,
                        spaceId,
                        parent,
                        Revision.first(daysAgo(created, id), author, title, body));
        for (int number = 2; number <= versions; number++) {
            double age = created - (created - edited) * (number - 1) / (versions - 1);
            boolean last = number == versions;
            content =
                    content.revised(
                            new Revision(
                                    number,
                                    daysAgo(age, id),
                                    author,
                                    last ? node.path("message").asText("") : "",
                                    !last,
                                    title,
                                    body));
        }
        return content;
    }

    private void addFile(JsonNode node, Content page) {
        String name = node.path("name").asText();
        byte[] bytes = bytes(name);
        String fileId = UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).toString();
        seed.add(
                hanging(ContentType.ATTACHMENT, name, "", node, page)
                        .detailed(
                                new Details.Attachment(
                                        MediaTypes.of(name),
                                        bytes,
                                        fileId,
                                        node.path("comment").asText(""))));
    }

    private void addComment(JsonNode node, Content page) {
        String selection = node.path("selection").asText(null);
        Details.Comment comment =
                selection == null
                        ? Details.Comment.FOOTER
                        : new Details.Comment(
                                true,
                                0,
                                node.path("resolution").asText("open"),
                                selection,
                                node.path("marker").asText(null));
        String body = "<p>" + node.path("text").asText() + "</p>";
        seed.add(
                hanging(ContentType.COMMENT, "Re: " + page.title(), body, node, page)
                        .detailed(comment));
    }

    private Content hanging(
            ContentType type, String title, String body, JsonNode node, Content page) {
        long id = seed.nextId();
        Instant when = daysAgo(node.path("created").asDouble(20), id);
        return Content.create(
                id,
                type,
                spaceId,
                page.id(),
                Revision.first(when, author(node), title, Body.of(body)));
    }

    /** Some time on that day, the same at each start. */
    private Instant daysAgo(double days, long id) {
        return now.minusSeconds((long) (days * 86_400)).minusMillis(id * 7_919 % 3_600_000);
    }

    private static String author(JsonNode node) {
        String name = node.path("author").asText("Ines");
        return Accounts.all().stream()
                .filter(account -> account.email().startsWith(name.toLowerCase(Locale.ROOT)))
                .map(Account::accountId)
                .findFirst()
                .orElseThrow();
    }

    private static Restrictions restrictions(JsonNode node) {
        List<String> users =
                texts(node, "restrictedTo").stream()
                        .map(name -> author(Json.object().put("author", name)))
                        .toList();
        return Restrictions.to(users, List.of());
    }

    private static List<String> texts(JsonNode node, String field) {
        List<String> texts = new ArrayList<>();
        node.path(field).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    private static String text(String name) {
        return new String(bytes(name), UTF_8);
    }

    private static byte[] bytes(String name) {
        try (InputStream in = Handbook.class.getResourceAsStream(FOLDER + name)) {
            return Objects.requireNonNull(in, FOLDER + name).readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
