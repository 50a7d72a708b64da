package dev.kbsync.console;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where a browser has the console open, as far as its request tells. Anybody may write anything
 * there: it is compared, and leads nowhere.
 */
final class ConsoleAddress {

    private ConsoleAddress() {}

    /** Scheme, host and port. */
    static URI of(HttpServletRequest request) {
        int port = request.getServerPort();
        String usual = request.getScheme().equals("https") ? ":443" : ":80";
        String authority = (request.getServerName() + ":" + port).replaceAll(usual + "$", "");
        try {
            // A host that no URI may have, as one with an underscore, is an authority all the same.
            return new URI(request.getScheme(), authority, null, null, null);
        } catch (URISyntaxException e) {
            return URI.create(request.getScheme() + "://unknown");
        }
    }
}
