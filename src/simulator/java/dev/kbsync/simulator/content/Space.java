package dev.kbsync.simulator.content;

import java.time.Instant;

/**
 * A space.
 *
 * @param id Confluence's id
 * @param key as spelled in addresses; compared without case
 * @param name what people call it
 * @param description plain text, possibly empty
 * @param type {@code global} or {@code personal}
 * @param archived whether it is out of use but still readable
 * @param hidden whether the credential's user has lost the permission to see it
 * @param homepageId id of its homepage, 0 for none
 * @param createdAt when it was made
 */
public record Space(
        long id,
        String key,
        String name,
        String description,
        String type,
        boolean archived,
        boolean hidden,
        long homepageId,
        Instant createdAt)
        implements Entry {

    @Override
    public String title() {
        return name;
    }

    @Override
    public Instant modifiedAt() {
        return createdAt;
    }

    public String status() {
        return archived ? "archived" : "current";
    }

    public Space named(String newName) {
        return new Space(
                id, key, newName, description, type, archived, hidden, homepageId, createdAt);
    }

    public Space archived(boolean is) {
        return new Space(id, key, name, description, type, is, hidden, homepageId, createdAt);
    }

    public Space hidden(boolean is) {
        return new Space(id, key, name, description, type, archived, is, homepageId, createdAt);
    }

    public Space withHomepage(long pageId) {
        return new Space(id, key, name, description, type, archived, hidden, pageId, createdAt);
    }
}
