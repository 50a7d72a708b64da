package dev.kbsync.site;

import java.util.Collection;

/** Somebody asked for a site that is not there. */
public class UnknownSiteException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnknownSiteException(String name, Collection<String> known) {
        super(
                known.isEmpty()
                        ? "There is no site \"%s\", and none is set up yet; set CONFLUENCE_URL or add one on the console."
                                .formatted(name)
                        : "There is no site \"%s\"; the sites are: %s."
                                .formatted(name, String.join(", ", known)));
    }
}
