package dev.kbsync.simulator.search;

import dev.kbsync.simulator.content.Content;
import dev.kbsync.simulator.content.ContentIndex;
import dev.kbsync.simulator.content.SimulatedClock;
import dev.kbsync.simulator.content.SiteContent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What search knows of a site's content: all that is current, as it was a moment ago. Changes
 * arrive after a delay, in the order they were made.
 */
public final class SearchIndex implements SiteContent.Listener {
    private final SimulatedClock clock;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Queue<Change> pending = new ArrayDeque<>();
    private final Map<Long, Content> known = new HashMap<>();
    private final ContentIndex index = new ContentIndex();
    private volatile Duration delay;
    private volatile boolean laggingRows;
    private long generation;

    private record Change(Instant due, long id, @Nullable Content now) {}

    public SearchIndex(SimulatedClock clock, Duration delay) {
        this.clock = clock;
        this.delay = delay;
    }

    public void delay(Duration newDelay) {
        delay = newDelay;
    }

    /** Whether rows show content as it is known here. */
    public void laggingRows(boolean lagging) {
        laggingRows = lagging;
    }

    public boolean laggingRows() {
        return laggingRows;
    }

    @Override
    public void changed(long id, @Nullable Content now) {
        synchronized (pending) {
            pending.add(new Change(clock.now().plus(delay), id, now));
        }
    }

    /** Takes in every change at once, as after a site's content was sown. */
    public void catchUp() {
        apply(Instant.MAX);
    }

    /** Does something with the index as it is by now. */
    <T> T reading(Supplier<T> work) {
        apply(clock.now());
        lock.readLock().lock();
        try {
            return work.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    private void apply(Instant until) {
        synchronized (pending) {
            Change next = pending.peek();
            if (next == null || next.due().isAfter(until)) {
                return;
            }
            lock.writeLock().lock();
            try {
                for (; next != null && !next.due().isAfter(until); next = pending.peek()) {
                    apply(next);
                    pending.remove();
                }
                generation++;
            } finally {
                lock.writeLock().unlock();
            }
        }
    }

    private void apply(Change change) {
        Content now = change.now();
        boolean findable = now != null && now.isCurrent();
        Content before =
                now != null && findable ? known.put(change.id(), now) : known.remove(change.id());
        if (before != null) {
            index.remove(before);
        }
        if (now != null && findable) {
            index.put(now);
        }
    }

    /** Grows whenever the index changes. */
    long generation() {
        return generation;
    }

    /** What stands above as it is known here, the topmost first. */
    public List<Content> ancestors(Content content) {
        return reading(
                () -> {
                    Deque<Content> above = new ArrayDeque<>();
                    for (Content at = parent(content); at != null; at = parent(at)) {
                        above.addFirst(at);
                    }
                    return List.copyOf(above);
                });
    }

    @Nullable Content get(long id) {
        return known.get(id);
    }

    @Nullable Content parent(Content content) {
        return content.parentId() == 0 ? null : known.get(content.parentId());
    }

    Iterator<Content> scan(
            Collection<Long> spaceIds,
            ContentIndex.Order order,
            boolean descending,
            ContentIndex.@Nullable Position after) {
        return index.scan(spaceIds, order, descending, after);
    }
}
