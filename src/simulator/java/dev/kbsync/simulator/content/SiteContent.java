package dev.kbsync.simulator.content;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything one site holds right now. Reads and writes go through {@link #reading} and {@link
 * #writing}: whoever reads sees one moment, whole.
 */
public final class SiteContent {

    /** Is told of every piece of content that was added, changed or (null) removed. */
    @FunctionalInterface
    public interface Listener {
        void changed(long id, @Nullable Content now);
    }

    private record TitleInSpace(long spaceId, String title) {}

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<Long, Space> spaces = new LinkedHashMap<>();
    private final Map<Long, Content> contents = new HashMap<>();
    private final Map<Long, List<Long>> children = new HashMap<>();
    private final Map<TitleInSpace, Long> pageTitles = new HashMap<>();
    private final ContentIndex index = new ContentIndex();
    private final Set<Long> blocked = new HashSet<>();
    private final Listener listener;
    private int restricted;
    private long lastId;

    public SiteContent(Listener listener) {
        this.listener = listener;
    }

    /** Does something while nothing changes. */
    public <T extends @Nullable Object> T reading(Supplier<T> work) {
        lock.readLock().lock();
        try {
            return work.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Does something that changes content, while nobody else reads or writes. */
    public <T extends @Nullable Object> T writing(Supplier<T> work) {
        lock.writeLock().lock();
        try {
            return work.get();
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** The next free id: ids grow, with gaps. */
    public long nextId() {
        lastId = Seed.following(lastId);
        return lastId;
    }

    public void put(Space space) {
        spaces.put(space.id(), space);
        lastId = Math.max(lastId, space.id());
    }

    /** Removes a space with everything in it. */
    public void remove(Space space) {
        List<Content> inside = new ArrayList<>();
        index.scan(List.of(space.id()), ContentIndex.Order.ID, false, null)
                .forEachRemaining(inside::add);
        inside.forEach(this::remove);
        spaces.remove(space.id());
    }

    /** Adds content or replaces what has its id. */
    public void put(Content now) {
        Content before = contents.put(now.id(), now);
        if (before != null) {
            forget(before);
        }
        index.put(now);
        if (now.parentId() != 0) {
            children.computeIfAbsent(now.parentId(), unused -> new ArrayList<>()).add(now.id());
        }
        if (holdsTitle(now)) {
            pageTitles.put(titleOf(now), now.id());
        }
        restricted += now.restrictions().isEmpty() ? 0 : 1;
        lastId = Math.max(lastId, now.id());
        listener.changed(now.id(), now);
    }

    public void remove(Content content) {
        contents.remove(content.id());
        forget(content);
        listener.changed(content.id(), null);
    }

    private void forget(Content before) {
        index.remove(before);
        List<Long> siblings = children.get(before.parentId());
        if (siblings != null) {
            siblings.remove(before.id());
        }
        if (holdsTitle(before)) {
            pageTitles.remove(titleOf(before), before.id());
        }
        restricted -= before.restrictions().isEmpty() ? 0 : 1;
    }

    /** Current and archived pages keep others in the space from having their title. */
    private static boolean holdsTitle(Content content) {
        return content.type() == ContentType.PAGE && content.status() != Status.TRASHED;
    }

    private static TitleInSpace titleOf(Content content) {
        return new TitleInSpace(content.spaceId(), content.title().toLowerCase(Locale.ROOT));
    }

    public @Nullable Content content(long id) {
        return contents.get(id);
    }

    public @Nullable Space space(long id) {
        return spaces.get(id);
    }

    public Space spaceOf(Content content) {
        return Objects.requireNonNull(spaces.get(content.spaceId()), "content is in a space");
    }

    /** A space by its key, in any spelling of upper and lower case. */
    public @Nullable Space spaceByKey(String key) {
        return spaces.values().stream()
                .filter(space -> space.key().equalsIgnoreCase(key))
                .findFirst()
                .orElse(null);
    }

    /** All spaces, in the order they were made. */
    public Collection<Space> spaces() {
        return spaces.values();
    }

    /** The page with this title, in any spelling of upper and lower case. */
    public @Nullable Content pageTitled(long spaceId, String title) {
        Long id = pageTitles.get(new TitleInSpace(spaceId, title.toLowerCase(Locale.ROOT)));
        return id == null ? null : contents.get(id);
    }

    public ContentIndex index() {
        return index;
    }

    public int size() {
        return contents.size();
    }

    /** What stands or hangs directly below, of any kind and status, in the order of the tree. */
    public List<Content> children(long parentId) {
        return children.getOrDefault(parentId, List.of()).stream()
                .map(contents::get)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparingInt(Content::position).thenComparing(Content::id))
                .toList();
    }

    /** What stands above, the topmost first. */
    public List<Content> ancestors(Content content) {
        Deque<Content> above = new ArrayDeque<>();
        for (Content at = parent(content); at != null; at = parent(at)) {
            above.addFirst(at);
        }
        return List.copyOf(above);
    }

    public @Nullable Content parent(Content content) {
        return content.parentId() == 0 ? null : contents.get(content.parentId());
    }

    /**
     * Keeps apps away from a space or a piece of content, or lets them in again.
     *
     * @param id of a space or of content
     */
    public void block(long id, boolean from) {
        if (from) {
            blocked.add(id);
        } else {
            blocked.remove(id);
        }
    }

    /** Whether a data security policy keeps apps away from anything in the space. */
    public boolean anyBlocked(Space space) {
        return blocked.contains(space.id())
                || blocked.stream()
                        .map(contents::get)
                        .anyMatch(content -> content != null && content.spaceId() == space.id());
    }

    private boolean isBlocked(Content content) {
        return blocked.contains(content.spaceId())
                || blocked.contains(content.id())
                || (content.details() != null && blocked.contains(content.parentId()));
    }

    /**
     * Whether a person may see it: the space is not hidden, neither it nor anything above it is
     * restricted to others, and no policy blocks the app the person acts through.
     */
    public boolean visible(Content content, Account to) {
        Space space = spaces.get(content.spaceId());
        if (space == null || space.hidden() || (to.viaApp() && isBlocked(content))) {
            return false;
        }
        if (restricted == 0) {
            return true;
        }
        for (Content at = content; at != null; at = parent(at)) {
            if (!at.restrictions().admit(to)) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is in use: current, and what it hangs on is current too. */
    public boolean live(Content content) {
        if (!content.isCurrent()) {
            return false;
        }
        if (content.details() == null) {
            return true;
        }
        Content container = parent(content);
        return container != null && container.isCurrent();
    }
}
