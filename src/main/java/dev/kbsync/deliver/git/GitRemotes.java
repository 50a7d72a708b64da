package dev.kbsync.deliver.git;

import dev.kbsync.deliver.SinkSettings;
import dev.kbsync.egress.Egress;
import java.io.IOException;
import java.net.Proxy;
import java.net.URL;
import java.security.GeneralSecurityException;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnection;
import org.springframework.stereotype.Component;

/** Reaches remotes as everything else does that leaves, and with the sink's own credential. */
@Component
class GitRemotes {

    private final SinkSettings settings;
    private final HttpConnectionFactory connections;

    GitRemotes(SinkSettings settings, Egress egress) {
        this.settings = settings;
        this.connections = new Connections(egress);
        QuietSystem.install();
    }

    GitRemote of(String sink, GitTarget target) {
        return new GitRemote(
                target,
                () -> credential(sink, target),
                transport -> {
                    if (transport instanceof TransportHttp http) {
                        http.setHttpConnectionFactory(connections);
                    }
                });
    }

    /** Read for each connection; servers that take tokens do not mind the user. */
    private CredentialsProvider credential(String sink, GitTarget target) {
        String token = settings.text(sink, "token");
        String user = settings.text(sink, "username");
        return token.isEmpty() || !target.remote().matches("https?://.*")
                ? CredentialsProvider.getDefault()
                : new UsernamePasswordCredentialsProvider(user.isEmpty() ? "git" : user, token);
    }

    private record Connections(Egress egress) implements HttpConnectionFactory {

        @Override
        public HttpConnection create(URL url) throws IOException {
            return create(url, Proxy.NO_PROXY);
        }

        @Override
        public HttpConnection create(URL url, Proxy unused) throws IOException {
            int port = url.getPort() >= 0 ? url.getPort() : url.getDefaultPort();
            return new Connection(
                    url, egress.proxy(url.getProtocol(), url.getHost(), port), egress);
        }
    }

    private static final class Connection extends JDKHttpConnection {

        Connection(URL url, Proxy proxy, Egress egress) throws IOException {
            super(url, proxy);
            if (url.getProtocol().equals("https")) {
                try {
                    configure(null, egress.trusted(), null);
                } catch (GeneralSecurityException e) {
                    throw new IOException("The certificate authorities cannot be used", e);
                }
            }
        }
    }
}
