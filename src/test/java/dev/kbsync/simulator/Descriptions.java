package dev.kbsync.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kbsync.simulator.http.Answer;
import dev.kbsync.simulator.http.Json;
import dev.kbsync.simulator.http.Request;
import dev.kbsync.simulator.rest.Watcher;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Holds requests and answers of the REST routes against Atlassian's own descriptions of its
 * interface, of which {@code src/test/resources/openapi} has excerpts.
 */
public final class Descriptions implements Watcher {
    private final List<DescribedOperation> operations = new ArrayList<>();
    private final Set<String> differences = new ConcurrentSkipListSet<>();
    private final Set<String> seen = new ConcurrentSkipListSet<>();

    public Descriptions() {
        for (String name : List.of("v1", "v2")) {
            JsonNode description = read("/openapi/confluence-" + name + ".json");
            description
                    .path("get")
                    .properties()
                    .forEach(
                            path ->
                                    operations.add(
                                            new DescribedOperation(
                                                    path.getKey(),
                                                    path.getValue(),
                                                    description.path("components"))));
        }
        operations.sort(Comparator.comparingLong(each -> each.path().placeholders()));
    }

    private static JsonNode read(String resource) {
        try (InputStream in = Descriptions.class.getResourceAsStream(resource)) {
            return Json.read(Objects.requireNonNull(in, resource).readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void answered(Request request, Answer answer) {
        operations.stream()
                .filter(each -> each.path().match(request.segments()).isPresent())
                .findFirst()
                .ifPresentOrElse(
                        operation -> {
                            seen.add(operation.path().text());
                            differences.addAll(operation.differences(request));
                            differences.addAll(operation.differences(answer));
                        },
                        () -> differences.add(request.path() + " is not described"));
    }

    /** What did not agree so far, each difference once. */
    public Set<String> differences() {
        return differences;
    }

    /** Paths of the operations that were asked for so far. */
    public Set<String> seen() {
        return seen;
    }

    /** Paths of all described operations. */
    public List<String> paths() {
        return operations.stream().map(each -> each.path().text()).toList();
    }
}
