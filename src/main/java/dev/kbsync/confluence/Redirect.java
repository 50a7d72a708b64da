package dev.kbsync.confluence;

import dev.kbsync.confluence.failure.UnexpectedAnswerException;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Where an answer leads to. The address is a credential: whoever knows it gets the file, so it is
 * neither logged nor kept.
 *
 * @param from Atlassian's address as the site's credential knows it
 * @param to where the answer leads to
 */
record Redirect(URI from, URI to) {

    /**
     * @throws UnexpectedAnswerException if it leads nowhere
     */
    static Redirect of(URI from, @Nullable String location) {
        try {
            if (location != null) {
                URI to = from.resolve(new URI(location));
                if (to.getHost() != null && to.getScheme() != null && to.getUserInfo() == null) {
                    return new Redirect(from, to);
                }
            }
        } catch (URISyntaxException e) {
            // The message would show the address.
        }
        throw new UnexpectedAnswerException("A redirect leads to no address.");
    }

    @Override
    public String toString() {
        return "Redirect[from=%s, to=****]".formatted(from);
    }
}
