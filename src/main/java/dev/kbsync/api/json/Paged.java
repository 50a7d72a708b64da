package dev.kbsync.api.json;

import java.util.List;

/**
 * A part of a list.
 *
 * @param items what it holds
 * @param page which part it is, from 1
 * @param size how many items a part has at most
 * @param total how many items the whole list has
 */
public record Paged<T>(List<T> items, int page, int size, long total) {

    public Paged {
        items = List.copyOf(items);
    }
}
