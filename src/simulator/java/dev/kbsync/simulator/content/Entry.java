package dev.kbsync.simulator.content;

import java.time.Instant;

/** What search finds: content or a space. */
public sealed interface Entry permits Content, Space {
    long id();

    String title();

    Instant createdAt();

    Instant modifiedAt();
}
