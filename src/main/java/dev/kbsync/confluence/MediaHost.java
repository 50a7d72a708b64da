package dev.kbsync.confluence;

import dev.kbsync.confluence.failure.UnavailableException;
import dev.kbsync.confluence.failure.UnexpectedAnswerException;
import dev.kbsync.egress.AnswerLimit;
import dev.kbsync.egress.Egress;
import dev.kbsync.egress.Egress.Patience;
import dev.kbsync.egress.EgressException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Fetches files from where Confluence says they lie: a host that is not Atlassian's interface, and
 * that is told no credential. In Java and not in a route, so that nobody can edit away that an
 * address is only followed to a safe place.
 */
@Component
class MediaHost implements DisposableBean {

    private static final int HOPS = 4;
    private static final Duration LONGEST = Duration.ofMinutes(3);

    private final CloseableHttpClient publicOnly;
    private final CloseableHttpClient anywhere;

    private final Egress egress;

    MediaHost(ConfluenceProperties properties, Egress egress) {
        Patience patience =
                new Patience(
                        properties.connectTimeout(),
                        properties.responseTimeout(),
                        properties.connections());
        AnswerLimit limit = AnswerLimit.large(LONGEST);
        this.egress = egress;
        publicOnly = egress.client(patience, limit, new PublicAddresses(egress::isProxy));
        anywhere = egress.client(patience, limit, SystemDefaultDnsResolver.INSTANCE);
    }

    /**
     * Fetches a file without a credential. Private addresses are followed to only where Atlassian
     * itself is at one, and http only where it is asked by that.
     *
     * @param most how many bytes it may have
     * @throws UnavailableException if it did not work this time
     * @throws UnexpectedAnswerException if the address is not safe
     * @throws IOException if the file has more bytes, lies at a private address, or cannot be
     *     written
     */
    void fetch(Redirect first, long most, Path to) throws IOException {
        boolean trusted = PublicAddresses.isPrivate(first.from().getHost());
        Redirect redirect = first;
        for (int hop = 0; hop < HOPS; hop++) {
            requireSafe(redirect);
            if (!trusted) {
                requirePublic(redirect.to());
            }
            Redirect next = hop(redirect, trusted ? anywhere : publicOnly, most, to);
            if (next == null) {
                return;
            }
            redirect = next;
        }
        throw new UnexpectedAnswerException("The media service redirects in a loop.");
    }

    private static @Nullable Redirect hop(
            Redirect redirect, CloseableHttpClient client, long most, Path to) throws IOException {
        try {
            return client.execute(
                    new HttpGet(redirect.to()), answer -> read(redirect, answer, most, to));
        } catch (TooLargeException | RefusedAddressException e) {
            throw e;
        } catch (IOException e) {
            EgressException stopped = EgressException.in(e);
            if (stopped != null) {
                throw new UnavailableException(
                        "The media service at %s was not reached: %s"
                                .formatted(redirect.to().getHost(), stopped.getMessage()));
            }
            // Not the message: it may show the address.
            throw new UnavailableException(
                    "The media service at %s could not be reached or broke off (%s)."
                            .formatted(redirect.to().getHost(), e.getClass().getSimpleName()));
        }
    }

    private static @Nullable Redirect read(
            Redirect asked, ClassicHttpResponse answer, long most, Path to) throws IOException {
        int status = answer.getCode();
        String host = asked.to().getHost();
        if (status >= 300 && status < 400) {
            Header location = answer.getFirstHeader("Location");
            return new Redirect(
                    asked.from(),
                    Redirect.of(asked.to(), location == null ? null : location.getValue()).to());
        }
        HttpEntity entity = answer.getEntity();
        if (status != 200 || entity == null) {
            throw new UnavailableException(
                    "The media service at %s answered %d instead of the file."
                            .formatted(host, status));
        }
        try (InputStream body = entity.getContent();
                OutputStream file = Files.newOutputStream(to)) {
            copy(body, file, most);
        }
        return null;
    }

    private static void copy(InputStream from, OutputStream to, long most) throws IOException {
        byte[] buffer = new byte[65536];
        long bytes = 0;
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            bytes += read;
            if (bytes > most) {
                throw new TooLargeException(most);
            }
            to.write(buffer, 0, read);
        }
    }

    /** Never from https to http, and to no scheme that is neither. */
    private static void requireSafe(Redirect redirect) {
        URI to = redirect.to();
        boolean safe =
                "https".equalsIgnoreCase(to.getScheme())
                        || ("http".equalsIgnoreCase(to.getScheme())
                                && "http".equalsIgnoreCase(redirect.from().getScheme()));
        if (!safe) {
            throw new UnexpectedAnswerException(
                    "A download leads to %s, which is not safe; it was not followed."
                            .formatted(to.getScheme()));
        }
    }

    /**
     * Where a proxy leads there, the proxy resolves the name, and the check at the moment of
     * connecting sees only the proxy. What can be told from here is still refused: addresses
     * written as numbers, and names that are known here to be inside. A name that only the proxy
     * knows, or that means something else to it a moment later, is the proxy's to refuse: it stands
     * at the border, and its rules say what may be reached from it.
     */
    private void requirePublic(URI to) throws RefusedAddressException {
        int port = to.getPort() >= 0 ? to.getPort() : "https".equals(to.getScheme()) ? 443 : 80;
        if (egress.proxied(to.getScheme(), to.getHost(), port)
                && PublicAddresses.isPrivate(to.getHost())) {
            throw new RefusedAddressException(to.getHost());
        }
    }

    /** A file has more bytes than are wanted. */
    static class TooLargeException extends IOException {

        private static final long serialVersionUID = 1;

        TooLargeException(long most) {
            super("It has more than the %d bytes that are downloaded at most".formatted(most));
        }
    }

    /** A download leads to a place inside the own network. */
    static class RefusedAddressException extends UnknownHostException {

        private static final long serialVersionUID = 1;

        RefusedAddressException(String host) {
            super(
                    "A download leads to %s, which is a private address; it was not followed"
                            .formatted(host));
        }
    }

    @Override
    public void destroy() throws IOException {
        publicOnly.close();
        anywhere.close();
    }
}
