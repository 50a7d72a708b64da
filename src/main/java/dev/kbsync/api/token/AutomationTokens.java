package dev.kbsync.api.token;

import dev.kbsync.site.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tokens for automation. A token that is revoked is forgotten. */
@Component
public class AutomationTokens {

    /** What every token begins with, so that whoever finds one knows what it is. */
    public static final String PREFIX = "kbsync_";

    private static final Logger log = LoggerFactory.getLogger(AutomationTokens.class);

    /** A token may come with every request; its row need not be written that often. */
    private static final Duration EXACT = Duration.ofHours(1);

    private static final int BYTES = 32;
    private static final int LONGEST_SENT = 200;
    private static final String NAME = "[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,59}";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public AutomationTokens(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Makes a token.
     *
     * @param by who wants it
     * @return what is to be sent: the only time that anybody can see it
     * @throws IllegalArgumentException with one sentence, if there is such a name, or it is none
     */
    public Secret create(String name, boolean readOnly, String by) {
        String called = name.strip();
        if (!called.matches(NAME)) {
            throw new IllegalArgumentException(
                    "A token is named with at most 60 letters, digits, blanks, dots, dashes and underscores.");
        }
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        try {
            jdbc.sql(
                            """
                            insert into automation_token (name, hash, read_only, created_by, created_at)
                            values (:name, :hash, :only, :by, :now)\
                            """)
                    .param("name", called)
                    .param("hash", hash(token))
                    .param("only", readOnly)
                    .param("by", by)
                    .param("now", clock.millis())
                    .update();
        } catch (DuplicateKeyException e) {
            throw new IllegalArgumentException(
                    "There is a token called \"%s\" already; revoke it first, or choose another name."
                            .formatted(called),
                    e);
        }
        return new Secret(token);
    }

    /**
     * Revokes a token: from now on nobody is let in with it.
     *
     * @return whether there was one of that name
     */
    public boolean revoke(String name) {
        return jdbc.sql("delete from automation_token where name = :name")
                        .param("name", name)
                        .update()
                > 0;
    }

    /** All of them, by name. */
    public List<AutomationToken> all() {
        return jdbc.sql("select * from automation_token order by name")
                .query(AutomationTokens::token)
                .list();
    }

    /**
     * The token that was sent, if it is one. It is looked for by its hash, so that how long that
     * takes tells nothing of those that there are.
     */
    public Optional<AutomationToken> find(String sent) {
        if (!sent.startsWith(PREFIX) || sent.length() > LONGEST_SENT) {
            return Optional.empty();
        }
        String hash = hash(sent);
        Optional<AutomationToken> found =
                jdbc.sql("select * from automation_token where hash = :hash")
                        .param("hash", hash)
                        .query(AutomationTokens::token)
                        .optional();
        found.ifPresent(this::used);
        return found;
    }

    private void used(AutomationToken token) {
        Instant now = clock.instant();
        Instant before = token.usedAt();
        if (before != null && Duration.between(before, now).compareTo(EXACT) < 0) {
            return;
        }
        try {
            jdbc.sql("update automation_token set used_at = :now where name = :name")
                    .param("now", now.toEpochMilli())
                    .param("name", token.name())
                    .update();
        } catch (DataAccessException e) {
            // Whoever only looks is let in, too, while the database takes no writes.
            log.warn("It cannot be noted that a token was used: {}", e.getMessage());
        }
    }

    private static AutomationToken token(ResultSet row, int number) throws SQLException {
        long used = row.getLong("used_at");
        return new AutomationToken(
                row.getString("name"),
                row.getBoolean("read_only"),
                row.getString("created_by"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                used == 0 ? null : Instant.ofEpochMilli(used));
    }

    /** No salt and no slow hash: 256 random bits cannot be guessed. */
    private static String hash(String token) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
