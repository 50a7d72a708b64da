package dev.kbsync.simulator.content;

import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/** Several ordered sequences read as one. */
final class Merged<T> implements Iterator<T> {
    private final PriorityQueue<Head<T>> heads;

    Merged(Collection<Iterator<T>> parts, Comparator<T> order) {
        heads = new PriorityQueue<>(parts.size(), Comparator.comparing(Head::value, order));
        parts.forEach(this::advance);
    }

    private record Head<T>(T value, Iterator<T> rest) {}

    private void advance(Iterator<T> part) {
        if (part.hasNext()) {
            heads.add(new Head<>(part.next(), part));
        }
    }

    @Override
    public boolean hasNext() {
        return !heads.isEmpty();
    }

    @Override
    public T next() {
        Head<T> head = heads.poll();
        if (head == null) {
            throw new NoSuchElementException();
        }
        advance(head.rest());
        return head.value();
    }
}
