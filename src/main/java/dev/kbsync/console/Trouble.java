package dev.kbsync.console;

import java.util.List;

/**
 * A known failure of authorization, and whether it is to be seen now.
 *
 * @param id stands in addresses
 * @param title what people call it
 * @param seen where it is to be seen, one sentence each; empty if nowhere
 * @param meaning how it comes about
 * @param remedy what to do
 */
public record Trouble(String id, String title, List<String> seen, String meaning, String remedy) {

    public Trouble {
        seen = List.copyOf(seen);
    }
}
