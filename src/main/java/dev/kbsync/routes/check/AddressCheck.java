package dev.kbsync.routes.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Who reads an address, who sends to it, and which ids are taken. */
final class AddressCheck implements Check {

    private static final String DIRECT = "direct:";
    private static final String DELIVER_TO = DIRECT + "deliver-to-";

    /** Read by routes that kbsync itself calls. */
    private static final Set<String> CALLED_BY_KBSYNC =
            Set.of(
                    "direct:run",
                    "direct:confluence",
                    "direct:confluence-attempt",
                    "direct:queue",
                    "direct:sink-outage");

    private final Set<String> sinks;

    /**
     * @param sinks the names of the sinks that get documents
     */
    AddressCheck(Set<String> sinks) {
        this.sinks = sinks;
    }

    @Override
    public List<Finding> check(List<YamlText> files) {
        List<Finding> findings = new ArrayList<>();
        ids(files, findings);
        Map<String, String> readers = readers(files, findings);
        Set<String> fed = new TreeSet<>(CALLED_BY_KBSYNC);
        sinks.forEach(sink -> fed.add(DELIVER_TO + sink));
        for (YamlText file : files) {
            for (CalledEndpoint call : CalledEndpoint.in(file)) {
                fed.add(call.reads() ? "" : call.uri());
                if (!call.reads() && isFixed(call.uri()) && !readers.containsKey(call.uri())) {
                    findings.add(
                            Finding.error(
                                    file.name(),
                                    call.line(),
                                    "no route reads \"%s\"%s"
                                            .formatted(
                                                    call.uri(),
                                                    Nearest.hint(call.uri(), readers.keySet()))));
                }
            }
        }
        readers.forEach((uri, file) -> unfed(uri, file, fed, findings));
        return findings;
    }

    private static boolean isFixed(String uri) {
        return uri.startsWith(DIRECT) && !uri.contains("{{") && !uri.contains("${");
    }

    private void unfed(String uri, String file, Set<String> fed, List<Finding> findings) {
        if (uri.startsWith(DELIVER_TO) && !fed.contains(uri)) {
            if (isShipped(file)) {
                return;
            }
            String sink = uri.substring(DELIVER_TO.length());
            findings.add(
                    Finding.warning(
                            file,
                            0,
                            "nobody feeds the sink \"%s\"; add it to kbsync.deliver.to, or to the sinks of a site, when it is to get documents"
                                    .formatted(sink)));
        } else if (isFixed(uri) && !fed.contains(uri)) {
            findings.add(Finding.warning(file, 0, "no route sends to \"%s\"".formatted(uri)));
        }
    }

    /** Whether kbsync brings a file of this name: its sinks lie ready, most of them unused. */
    private static boolean isShipped(String file) {
        return AddressCheck.class.getResource("/routes/" + file) != null;
    }

    /**
     * Whether only one route may read an address: not a template's, nor one told by its options.
     */
    private static boolean isOne(String uri) {
        return uri.matches("(direct|seda):[^{]*");
    }

    private static Map<String, String> readers(List<YamlText> files, List<Finding> findings) {
        Map<String, String> readers = new HashMap<>();
        for (YamlText file : files) {
            for (CalledEndpoint call : CalledEndpoint.in(file)) {
                String before =
                        call.reads() && !file.isKamelet() && isOne(call.uri())
                                ? readers.put(call.uri(), file.name())
                                : null;
                if (before != null) {
                    findings.add(
                            Finding.error(
                                    file.name(),
                                    call.line(),
                                    "a route in %s reads \"%s\" already"
                                            .formatted(before, call.uri())));
                }
            }
        }
        return readers;
    }

    private static void ids(List<YamlText> files, List<Finding> findings) {
        Map<String, String> taken = new HashMap<>();
        for (YamlText file : files) {
            for (YamlText.Entry entry : file.definitions()) {
                String id = YamlText.text(entry.value(), "id");
                String before =
                        id.isEmpty()
                                ? null
                                : taken.put(entry.key() + " \"" + id + "\"", file.name());
                if (before != null) {
                    findings.add(
                            Finding.error(
                                    file.name(),
                                    entry.line(),
                                    "the %s \"%s\" is in %s already"
                                            .formatted(entry.key(), id, before)));
                }
            }
        }
    }
}
