package dev.kbsync.convert.element;

import dev.kbsync.convert.handling.Conversion;
import dev.kbsync.convert.handling.Resource;
import dev.kbsync.convert.tree.Target;
import dev.kbsync.page.Census.Treatment;
import org.jspecify.annotations.Nullable;

/** Writes images of all spellings alike. */
final class Images {

    private Images() {}

    /**
     * Writes an image; only its alternative text if it has no address it may be loaded from.
     *
     * @param image the file, its name or address as the resource's text
     */
    static Treatment write(Resource image, String alternative, String title, Conversion page) {
        String name = fileName(image.text());
        Target target = image.target();
        if (target == null || target.address().startsWith("mailto:")) {
            page.flow().text(alternative.isEmpty() ? "" : "[" + alternative + "]");
            return Treatment.NAMED;
        }
        String shown = alternative.isEmpty() ? name : alternative;
        page.flow().image(target.address(), shown, title(target, shown, name, title));
        return Treatment.RENDERED;
    }

    private static @Nullable String title(Target target, String shown, String name, String title) {
        if (!title.isBlank() && !title.equals(shown)) {
            return title;
        }
        return shown.contains(name) || target.address().contains(name) ? null : name;
    }

    private static String fileName(String address) {
        int query = address.indexOf('?');
        String path = query < 0 ? address : address.substring(0, query);
        return address.contains("://") ? path.substring(path.lastIndexOf('/') + 1) : address;
    }
}
