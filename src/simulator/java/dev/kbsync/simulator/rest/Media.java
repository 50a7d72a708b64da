package dev.kbsync.simulator.rest;

import dev.kbsync.simulator.content.Content;
import dev.kbsync.simulator.content.Details;
import dev.kbsync.simulator.content.SimulatedClock;
import dev.kbsync.simulator.http.Answer;
import dev.kbsync.simulator.http.Html;
import dev.kbsync.simulator.http.Json;
import dev.kbsync.simulator.http.Request;
import dev.kbsync.simulator.site.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The media service: files at short-lived addresses on another host name. The address is the
 * credential; a request that brings another one is turned away.
 */
public final class Media {
    public static final String PREFIX = "/_media/";
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final SimulatedClock clock;
    private final int port;
    private final List<Site> sites;
    private final Map<String, Ticket> tickets = new ConcurrentHashMap<>();

    private record Ticket(String cloudId, long attachment, Instant expiresAt) {}

    public Media(SimulatedClock clock, int port, List<Site> sites) {
        this.clock = clock;
        this.port = port;
        this.sites = sites;
    }

    /** An address the file can be fetched from for a while. */
    public String address(Site site, Content attachment) {
        Instant now = clock.now();
        tickets.values().removeIf(ticket -> ticket.expiresAt().isBefore(now));
        String token = UUID.randomUUID().toString();
        tickets.put(token, new Ticket(site.cloudId(), attachment.id(), now.plus(LIFETIME)));
        return "http://127.0.0.1:%d%sfile/%s/binary?token=%s&client=%s&collection=contentId-%d&max-age=%d"
                .formatted(
                        port,
                        PREFIX,
                        attachment.file().fileId(),
                        token,
                        Html.query(site.name()),
                        attachment.parentId(),
                        LIFETIME.toSeconds());
    }

    /** Answers a request whose path begins with {@link #PREFIX}. */
    public Answer answer(Request request) {
        if (request.header("Authorization") != null) {
            return error(400, "Only one credential may be sent");
        }
        String token = request.parameters().first("token", "");
        Ticket ticket = tickets.get(token);
        if (ticket == null || ticket.expiresAt().isBefore(clock.now())) {
            return error(401, "The token is invalid or has expired");
        }
        return sites.stream()
                .filter(site -> site.cloudId().equals(ticket.cloudId()))
                .map(site -> site.content().reading(() -> file(site, ticket.attachment())))
                .findFirst()
                .orElseGet(() -> error(404, "No such file"));
    }

    private static Answer file(Site site, long id) {
        Content attachment = site.content().content(id);
        if (attachment == null) {
            return error(404, "No such file");
        }
        Details.Attachment file = attachment.file();
        return Answer.of(200, file.mediaType(), file.bytes());
    }

    private static Answer error(int status, String text) {
        return Answer.json(status, Json.object().put("error", text));
    }
}
