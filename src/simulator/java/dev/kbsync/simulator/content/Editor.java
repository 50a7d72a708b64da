package dev.kbsync.simulator.content;

import java.util.Collection;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What people do to a site's content, with Confluence's rules: titles are unique among a space's
 * pages, children move up when their parent goes, a page takes its whole tree along.
 *
 * <p>Every method throws {@link NoSuchElementException} if what it is asked about does not exist
 * and {@link IllegalArgumentException} if Confluence would not do it.
 */
public final class Editor {
    private final SiteContent site;
    private final SpaceEditor spaces;
    private final SimulatedClock clock;

    public Editor(SiteContent site, SpaceEditor spaces, SimulatedClock clock) {
        this.site = site;
        this.spaces = spaces;
        this.clock = clock;
    }

    /** Adds a page, blog post or folder; {@code parent} 0 puts it at the top of the space. */
    public Content add(
            ContentType type, String space, String title, String body, long parent, String author) {
        return site.writing(
                () -> {
                    long spaceId = spaces.space(space).id();
                    requireTitle(type, spaceId, title, 0);
                    requireParent(parent, spaceId);
                    return put(
                            Content.create(
                                    site.nextId(),
                                    type,
                                    spaceId,
                                    parent,
                                    Revision.first(clock.now(), author, title, Body.of(body))));
                });
    }

    /** Hangs a comment or an attachment on a page or blog post. */
    public Content attach(
            long containerId, String title, String body, Details details, String author) {
        return site.writing(
                () -> {
                    Content container = content(containerId);
                    ContentType type =
                            details instanceof Details.Attachment
                                    ? ContentType.ATTACHMENT
                                    : ContentType.COMMENT;
                    Content first =
                            Content.create(
                                    site.nextId(),
                                    type,
                                    container.spaceId(),
                                    containerId,
                                    Revision.first(clock.now(), author, title, Body.of(body)));
                    return put(first.detailed(details));
                });
    }

    public Content edit(long id, Change change) {
        return site.writing(
                () -> {
                    Content before = content(id);
                    String title = Objects.requireNonNullElse(change.title(), before.title());
                    long spaceId =
                            change.space() == null
                                    ? before.spaceId()
                                    : spaces.space(change.space()).id();
                    requireTitle(before.type(), spaceId, title, id);
                    Content placed = placed(before, change, spaceId);
                    Revision now = before.revision();
                    Body body = change.body() == null ? now.body() : Body.of(change.body());
                    return put(
                            change.newVersion()
                                    ? placed.revised(
                                            now.next(
                                                    clock.now(),
                                                    change.author(),
                                                    change.message(),
                                                    change.minorEdit(),
                                                    title,
                                                    body))
                                    : placed.amended(title, body));
                });
    }

    /** Where a change puts content; another space takes in everything below as well. */
    private Content placed(Content content, Change change, long spaceId) {
        boolean elsewhere = spaceId != content.spaceId();
        long stay = elsewhere ? 0 : content.parentId();
        long parent = change.parent() == null ? stay : change.parent();
        requireParent(parent, spaceId);
        for (Content at = site.content(parent); at != null; at = site.parent(at)) {
            if (at.id() == content.id()) {
                throw new IllegalArgumentException("A page cannot move below itself");
            }
        }
        if (elsewhere) {
            List<Content> below = tree(content);
            below.forEach(child -> requireTitle(child.type(), spaceId, child.title(), child.id()));
            below.forEach(child -> put(child.under(spaceId, child.parentId())));
        }
        return content.under(spaceId, parent);
    }

    private List<Content> tree(Content content) {
        return site.children(content.id()).stream()
                .flatMap(child -> Stream.concat(Stream.of(child), tree(child).stream()))
                .toList();
    }

    /** Into the trash; what stood below moves up a level. */
    public Content trash(long id) {
        return leave(id, Status.TRASHED);
    }

    /** Out of the tree and out of search, but the title stays taken. */
    public Content archive(long id) {
        return leave(id, Status.ARCHIVED);
    }

    private Content leave(long id, Status status) {
        return site.writing(
                () -> {
                    Content content = content(id);
                    site.children(id).stream()
                            .filter(child -> child.type().inTree())
                            .forEach(
                                    child ->
                                            site.put(
                                                    child.under(
                                                            child.spaceId(), content.parentId())));
                    return put(content.with(status));
                });
    }

    /** Removes it for good, with its comments and attachments. */
    public void purge(long id) {
        trash(id);
        site.writing(
                () -> {
                    site.children(id).forEach(site::remove);
                    site.remove(content(id));
                    return id;
                });
    }

    /**
     * Out of the trash: to where it was if that still exists, else to the top of the space.
     *
     * @param newVersion whether this counts as a new version, as restoring through the API does
     */
    public Content restore(long id, boolean newVersion) {
        return site.writing(
                () -> {
                    Content content = content(id);
                    requireTitle(content.type(), content.spaceId(), content.title(), id);
                    Content parent = site.parent(content);
                    boolean homeless = parent == null || !parent.isCurrent();
                    Content back =
                            content.under(content.spaceId(), homeless ? 0 : content.parentId())
                                    .with(Status.CURRENT);
                    Revision now = content.revision();
                    String restorer = Accounts.OWN.accountId();
                    return put(
                            newVersion
                                    ? back.revised(
                                            now.next(
                                                    clock.now(),
                                                    restorer,
                                                    "",
                                                    false,
                                                    now.title(),
                                                    now.body()))
                                    : back);
                });
    }

    /** Back from the archive, in its old place. */
    public Content unarchive(long id) {
        return site.writing(() -> put(content(id).with(Status.CURRENT)));
    }

    public Content restrict(long id, Restrictions to) {
        return site.writing(() -> put(content(id).restricted(to)));
    }

    /** Keeps apps away from it and from what hangs on it, by a data security policy. */
    public void block(long id, boolean from) {
        content(id);
        site.writing(
                () -> {
                    site.block(id, from);
                    return id;
                });
    }

    /** Deletes a historical version; what was changed in it stays, and later ones move up. */
    public Content deleteVersion(long id, int number) {
        return site.writing(() -> put(content(id).without(number)));
    }

    /** Replaces the labels; Confluence makes no new version of that. */
    public Content label(long id, Collection<String> names) {
        List<Label> labels = names.stream().distinct().map(Label::global).toList();
        return site.writing(() -> put(content(id).labelled(labels)));
    }

    public Content detail(long id, Details details) {
        return site.writing(() -> put(content(id).detailed(details)));
    }

    public Content content(long id) {
        Content content = site.reading(() -> site.content(id));
        if (content == null) {
            throw new NoSuchElementException("No content with id " + id);
        }
        return content;
    }

    private Content put(Content content) {
        site.put(content);
        return content;
    }

    private void requireTitle(ContentType type, long spaceId, String title, long except) {
        if (title.isBlank()) {
            throw new IllegalArgumentException("A title is required");
        }
        Content holder = type == ContentType.PAGE ? site.pageTitled(spaceId, title) : null;
        if (holder != null && holder.id() != except) {
            throw new IllegalArgumentException(
                    "A page already exists with the same TITLE in this space: " + title);
        }
    }

    private void requireParent(long parent, long spaceId) {
        if (parent != 0 && content(parent).spaceId() != spaceId) {
            throw new IllegalArgumentException("The parent " + parent + " is in another space");
        }
    }
}
