package dev.kbsync.egress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A proxy for {@code CONNECT} and for plain requests. It alone knows where the names lead, and may
 * ask for a password.
 */
public final class TestProxy implements AutoCloseable {

    private final ServerSocket server;
    private final Map<String, Integer> names = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile String credentials = "";

    public TestProxy() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(
                () -> {
                    while (!server.isClosed()) {
                        try {
                            Socket client = server.accept();
                            start(() -> serve(client));
                        } catch (IOException e) {
                            return;
                        }
                    }
                });
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "test-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    /** Has a name lead to a port of this machine. */
    public TestProxy knows(String name, int port) {
        names.put(name, port);
        return this;
    }

    public TestProxy asksFor(String username, String password) {
        credentials =
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString((username + ":" + password).getBytes(ISO_8859_1));
        return this;
    }

    public int port() {
        return server.getLocalPort();
    }

    /** The first lines of all requests. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    private void serve(Socket client) {
        try (client) {
            String head = head(client.getInputStream());
            String line = head.substring(0, head.indexOf("\r\n"));
            requests.add(line);
            OutputStream out = client.getOutputStream();
            if (!credentials.isEmpty()
                    && !head.contains("\r\nProxy-Authorization: " + credentials + "\r\n")) {
                answer(out, "407 Proxy Authentication Required");
                return;
            }
            String[] words = line.split(" ", -1);
            boolean connect = words[0].equals("CONNECT");
            URI target = URI.create(connect ? "https://" + words[1] : words[1]);
            Integer port = names.get(target.getHost());
            if (port == null) {
                answer(out, "502 Bad Gateway");
                return;
            }
            try (Socket origin = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (connect) {
                    out.write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(ISO_8859_1));
                } else {
                    // One request a connection; what is meant for the proxy stays here.
                    String on =
                            head.replaceFirst("http://[^/ ]+", "")
                                    .replaceFirst("(?i)\r\nProxy-[^\r]+", "")
                                    .replaceFirst("(?i)\r\nConnection:[^\r]+", "")
                                    .replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n");
                    origin.getOutputStream().write(on.getBytes(ISO_8859_1));
                }
                start(() -> copy(client, origin));
                if (!connect) {
                    // Or the client would use the connection again while it is being closed.
                    String answered = head(origin.getInputStream());
                    out.write(
                            answered.replaceFirst("\r\n", "\r\nConnection: close\r\n")
                                    .getBytes(ISO_8859_1));
                }
                origin.getInputStream().transferTo(out);
            }
        } catch (IOException e) {
            // Either side has left.
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // Either side has left.
        }
    }

    private static void answer(OutputStream out, String status) throws IOException {
        OutputStream answer = new BufferedOutputStream(out);
        answer.write(
                ("HTTP/1.1 "
                                + status
                                + "\r\n"
                                + "Proxy-Authenticate: Basic realm=\"x\"\r\n"
                                + "Content-Length: 0\r\n"
                                + "Connection: close\r\n\r\n")
                        .getBytes(ISO_8859_1));
        answer.flush();
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("No whole head");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
