package dev.kbsync.routes.check;

import java.util.ArrayList;
import java.util.List;

/** Names by which people and other files find a route. */
final class NameCheck implements Check.OfOneFile {

    @Override
    public List<Finding> check(YamlText file) {
        List<Finding> findings = new ArrayList<>();
        if (file.isKamelet()) {
            return findings;
        }
        String sink =
                file.name().replaceFirst("^\\d*-?(deliver-to-)?", "").replace(".camel.yaml", "");
        boolean delivers = file.name().contains("deliver-to-");
        boolean found = false;
        for (YamlText.Entry entry : file.definitions()) {
            if (!entry.key().equals("route") && !entry.key().equals("routeTemplate")) {
                continue;
            }
            String id = YamlText.text(entry.value(), "id");
            found |= id.equals("deliver-to-" + sink);
            if (id.isEmpty()) {
                findings.add(
                        Finding.error(
                                file.name(),
                                entry.line(),
                                "a %s has no id".formatted(entry.key())));
            } else if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
                findings.add(
                        Finding.warning(
                                file.name(),
                                entry.line(),
                                "the id \"%s\" should be lower-case letters, digits and dashes"
                                        .formatted(id)));
            }
            if (YamlText.text(entry.value(), "description").isBlank()) {
                findings.add(
                        Finding.warning(
                                file.name(),
                                entry.line(),
                                "the %s \"%s\" has no description".formatted(entry.key(), id)));
            }
        }
        if (delivers && !found) {
            findings.add(
                    Finding.error(
                            file.name(),
                            1,
                            "the file is named after the sink \"%s\", but has no route \"deliver-to-%s\""
                                    .formatted(sink, sink)));
        }
        return findings;
    }
}
