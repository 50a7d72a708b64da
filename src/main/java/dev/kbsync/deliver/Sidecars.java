package dev.kbsync.deliver;

import dev.kbsync.page.Delivery;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.Readers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What services of AWS are told of a document, in a file beside it. */
final class Sidecars {

    /** More than 10 KB of metadata make Bedrock leave the document out. */
    private static final int BEDROCK_BYTES = 10 * 1024;

    /** What may be cut to fit; neither the id nor who may read it. */
    private static final Set<String> CUTTABLE =
            Set.of("title", "path", "labels", "author", "creator", "source");

    private Sidecars() {}

    /**
     * @throws SinkAnswerException if the lists of readers are longer than Bedrock takes
     */
    static String bedrock(Delivery delivery) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("id", delivery.documentId());
        FrontMatter.all(delivery.ref(), delivery.site())
                .forEach(
                        (name, value) -> {
                            Object scalar = scalar(value);
                            if (!scalar.equals("")) {
                                attributes.putIfAbsent(name, scalar);
                            }
                        });
        while (size(attributes) > BEDROCK_BYTES) {
            String longest =
                    attributes.keySet().stream()
                            .filter(Sidecars::mayBeCut)
                            .filter(name -> length(attributes, name) > 1)
                            .max(Comparator.comparing(name -> length(attributes, name)))
                            .orElseThrow(
                                    () ->
                                            new SinkAnswerException(
                                                    "cannot keep the document: who may read it takes more than 10 KB"));
            String text = String.valueOf(attributes.get(longest));
            attributes.put(longest, half(text));
        }
        return bedrock(attributes);
    }

    private static boolean mayBeCut(String name) {
        return CUTTABLE.contains(name) || name.startsWith(FrontMatter.PROPERTY);
    }

    private static String half(String text) {
        int end = text.length() / 2;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }

    private static Object scalar(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(Object::toString).collect(Collectors.joining(", "))
                : value;
    }

    private static int length(Map<String, Object> attributes, String name) {
        return String.valueOf(attributes.get(name)).length();
    }

    private static int size(Map<String, Object> attributes) {
        return bedrock(attributes).getBytes(StandardCharsets.UTF_8).length;
    }

    private static String bedrock(Map<String, Object> attributes) {
        return JsonLines.json(Map.of("metadataAttributes", attributes)) + "\n";
    }

    /**
     * @throws SinkAnswerException if nobody is on every list of readers: without any entry, Kendra
     *     would show the document to everybody
     */
    static String kendra(Delivery delivery) {
        PageRef ref = delivery.ref();
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("_source_uri", ref.webUrl());
        attributes.put("_category", ref.space());
        Instant created = ref.details().createdAt();
        if (created != null) {
            attributes.put("_created_at", created.toString());
        }
        attributes.put("_last_updated_at", ref.modifiedAt().toString());
        attributes.put("_version", Integer.toString(ref.version()));
        Map<String, Object> sidecar = new LinkedHashMap<>();
        sidecar.put("DocumentId", delivery.documentId());
        sidecar.put("Attributes", attributes);
        sidecar.put("Title", ref.title());
        sidecar.put("ContentType", "PLAIN_TEXT");
        if (!ref.details().readers().isEmpty()) {
            sidecar.put("AccessControlList", admitted(ref.details().readers()));
        }
        return JsonLines.json(sidecar) + "\n";
    }

    /** A reader must be on every list, while Kendra admits whoever is on one of its entries. */
    private static List<Map<String, String>> admitted(List<Readers> lists) {
        List<Map<String, String>> entries =
                Stream.concat(
                                onAll(lists, Sidecars::users).stream().map(id -> entry(id, "USER")),
                                onAll(lists, Sidecars::groups).stream()
                                        .map(id -> entry(id, "GROUP")))
                        .toList();
        if (entries.isEmpty()) {
            throw new SinkAnswerException(
                    "cannot keep the document: no user or group is on every list of those who may read it");
        }
        return entries;
    }

    private static Set<String> onAll(List<Readers> lists, Function<Readers, List<String>> ids) {
        Set<String> all = new TreeSet<>(ids.apply(lists.get(0)));
        lists.forEach(readers -> all.retainAll(ids.apply(readers)));
        return all;
    }

    private static List<String> users(Readers readers) {
        return readers.users().stream().map(Readers.User::accountId).toList();
    }

    private static List<String> groups(Readers readers) {
        return readers.groups().stream().map(Readers.Group::id).toList();
    }

    private static Map<String, String> entry(String name, String type) {
        Map<String, String> entry = new LinkedHashMap<>();
        entry.put("Name", name);
        entry.put("Type", type);
        entry.put("Access", "ALLOW");
        return entry;
    }
}
