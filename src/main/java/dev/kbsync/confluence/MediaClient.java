package dev.kbsync.confluence;

import dev.kbsync.confluence.failure.ConfluenceException;
import dev.kbsync.confluence.failure.UnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/**
 * Downloads attached files. Confluence is asked where a file lies, through the route {@code
 * confluence} like everything else; from there it is fetched without a credential, for the address
 * is one.
 */
@Component
public class MediaClient {

    private static final int TRIES = 3;

    private final ConfluenceClient confluence;
    private final MediaHost host;

    MediaClient(ConfluenceClient confluence, MediaHost host) {
        this.confluence = confluence;
        this.host = host;
    }

    /**
     * Asks whether a file can be had, without fetching it.
     *
     * @param page id of the page it is attached to
     * @param file its id
     * @throws ConfluenceException if it cannot; its class tells why
     */
    public void locate(String site, String page, String file) {
        redirect(site, page, file);
    }

    private Redirect redirect(String site, String page, String file) {
        return confluence.get(
                ConfluenceRequest.forRedirect(
                        site,
                        "/wiki/rest/api/content/%s/child/attachment/%s/download"
                                .formatted(page, file)));
    }

    /**
     * Downloads a file, asking anew where it lies if that did not work.
     *
     * @param most how many bytes it may have, whatever it was said to have
     * @param to where it is put
     * @throws ConfluenceException if it cannot be had; its class tells why
     * @throws IOException if it has more bytes, or cannot be written
     */
    public void download(String site, String page, String file, long most, Path to)
            throws IOException {
        for (int attempt = 1; ; attempt++) {
            Redirect redirect = redirect(site, page, file);
            try {
                host.fetch(redirect, most, to);
                return;
            } catch (UnavailableException e) {
                if (attempt == TRIES) {
                    throw e;
                }
            }
        }
    }
}
