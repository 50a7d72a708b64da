package dev.kbsync.simulator.view;

import dev.kbsync.simulator.content.Content;
import dev.kbsync.simulator.site.Site;
import java.util.Set;

/** The forms a body can be asked for in. */
public final class Representations {
    private static final Set<String> HTML =
            Set.of("view", "export_view", "styled_view", "anonymous_export_view");

    private Representations() {}

    /** Whether a body can be shown in this form. */
    public static boolean exists(String representation) {
        return HTML.contains(representation)
                || representation.equals("storage")
                || representation.equals("atlas_doc_format");
    }

    /**
     * A body in another form.
     *
     * @param representation one that {@link #exists}
     * @param content whose body it is
     */
    public static String of(String storage, String representation, Content content, Site site) {
        if (HTML.contains(representation)) {
            return new StorageView(site, content).html(storage);
        }
        return representation.equals("storage") ? storage : Adf.of(storage);
    }
}
