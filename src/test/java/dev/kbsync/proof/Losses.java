package dev.kbsync.proof;

import dev.kbsync.Instance;
import dev.kbsync.ledger.Redelivery;
import dev.kbsync.ledger.Redelivery.Scope;
import dev.kbsync.site.Sites;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Between runs, documents are lost or damaged, and people ask for them to be delivered again. */
final class Losses {

    private final RandomGenerator dice;
    private final Consumer<String> log;

    Losses(RandomGenerator dice, Consumer<String> log) {
        this.dice = dice;
        this.log = log;
    }

    /**
     * Deletes the whole folder, a part of it, or single files. The next full run has to fill it.
     *
     * @return ids of the pages whose documents are gone
     */
    Set<String> empty(Instance kbsync) {
        Map<String, byte[]> files = Folders.read(kbsync.folder());
        Set<String> lost = new TreeSet<>(files.keySet());
        int much = dice.nextInt(3);
        if (much == 1 && !files.isEmpty()) {
            String one = any(files.keySet());
            String below = one.substring(0, one.lastIndexOf('/') + 1);
            lost.removeIf(file -> !file.startsWith(below));
        }
        if (much == 2) {
            lost.removeIf(file -> dice.nextInt(3) > 0);
        }
        Path kb = kbsync.folder().resolve("kb");
        if (much == 0) {
            Folders.delete(kb);
        } else {
            lost.forEach(file -> delete(kb.resolve(file)));
        }
        log.accept("the folder loses " + (much == 0 ? "everything" : lost));
        return Folders.ids(lost);
    }

    /**
     * Damages some documents of a site, a space or of some pages and has all of these delivered
     * again. The next run of any kind has to do it.
     *
     * @return ids of the pages concerned
     */
    Set<String> redeliver(Instance kbsync) {
        String sink = dice.nextBoolean() ? "file" : "";
        Map<String, String> spaces = delivered(kbsync, sink);
        if (spaces.isEmpty()) {
            return Set.of();
        }
        Scope scope = scope(spaces, sink);
        if (!scope.space().isEmpty()) {
            spaces.values().removeIf(space -> !scope.space().equals(space));
        }
        if (!scope.contentIds().isEmpty()) {
            spaces.keySet().retainAll(scope.contentIds());
        }
        Path kb = kbsync.folder().resolve("kb");
        List<String> damaged = new ArrayList<>();
        Folders.read(kbsync.folder())
                .forEach(
                        (file, bytes) -> {
                            if (spaces.containsKey(Folders.id(file)) && damage(kb, file, bytes)) {
                                damaged.add(file);
                            }
                        });
        int pages =
                kbsync.bean(Redelivery.class)
                        .mark(kbsync.bean(Sites.class).get("demo"), scope, "The model");
        log.accept("redeliver %s: %d pages; damaged: %s".formatted(scope, pages, damaged));
        if (pages != spaces.size()) {
            throw new AssertionError(pages + " pages are delivered again instead of " + spaces);
        }
        return spaces.keySet();
    }

    private Scope scope(Map<String, String> spaces, String sink) {
        return switch (dice.nextInt(3)) {
            case 0 -> new Scope("", sink, List.of());
            case 1 -> new Scope(any(Set.copyOf(spaces.values())), sink, List.of());
            default -> new Scope("", sink, List.of(any(spaces.keySet()), any(spaces.keySet())));
        };
    }

    /**
     * The space of each page of which the ledger knows a document, by the page's id.
     *
     * @param at the sink; empty for any
     */
    private static Map<String, String> delivered(Instance kbsync, String at) {
        return kbsync
                .bean(JdbcClient.class)
                .sql(
                        """
                        select content_id, space from ledger_page page where exists
                        (select 1 from ledger_sink sink where sink.cloud_id = page.cloud_id
                        and sink.content_id = page.content_id and (:at = '' or sink.sink = :at))\
                        """)
                .param("at", at)
                .query((row, number) -> Map.entry(row.getString(1), row.getString(2)))
                .list()
                .stream()
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
    }

    /**
     * @return whether anything is wrong with the file now
     */
    private boolean damage(Path kb, String file, byte[] bytes) {
        switch (dice.nextInt(3)) {
            case 0 -> delete(kb.resolve(file));
            case 1 -> {
                String text = new String(bytes, StandardCharsets.UTF_8);
                // Without front matter it would be somebody else's file, which stays.
                int end = text.indexOf("\n---\n") + 5;
                write(kb.resolve(file), text.substring(0, end) + "damaged\n");
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private String any(Set<String> of) {
        return of.stream().sorted().toList().get(dice.nextInt(of.size()));
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
