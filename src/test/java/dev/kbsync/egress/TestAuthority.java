package dev.kbsync.egress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate authority that nobody else trusts, and a server certificate signed by it. */
public final class TestAuthority {

    /** Of what holds its keys. */
    public static final String PASSWORD = "password";

    private final Path store;
    private final Path folder;

    private TestAuthority(Path folder) {
        this.folder = folder;
        this.store = folder.resolve("authority.p12");
    }

    /**
     * @param names the host names its server certificate is for
     */
    public static TestAuthority in(Path folder, String... names)
            throws IOException, InterruptedException {
        TestAuthority made = new TestAuthority(folder);
        made.keytool("-alias", "ca", "-dname", "CN=Test CA", "-ext", "bc:c=ca:true");
        made.keytool(
                "-alias",
                "server",
                "-dname",
                "CN=server",
                "-signer",
                "ca",
                "-ext",
                Stream.of(names).map(n -> "dns:" + n).collect(Collectors.joining(",", "san=", "")));
        return made;
    }

    private void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-keyalg",
                                "EC",
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                PASSWORD));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    private KeyStore keys() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    /** Its own certificate, as organizations hand it out. */
    public Path pem() throws IOException, GeneralSecurityException {
        byte[] certificate = keys().getCertificate("ca").getEncoded();
        return Files.writeString(
                folder.resolve("ca.pem"),
                "# Test CA\n-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                        .formatted(Base64.getMimeEncoder().encodeToString(certificate)));
    }

    /** A key store (PKCS12) for a server in a process of its own. */
    public Path serverStore() throws IOException, GeneralSecurityException {
        KeyStore keys = keys();
        keys.deleteEntry("ca");
        Path file = folder.resolve("server.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            keys.store(out, PASSWORD.toCharArray());
        }
        return file;
    }

    /** What a server with the signed certificate needs. */
    public SSLContext server() throws IOException, GeneralSecurityException {
        KeyStore keys = keys();
        keys.deleteEntry("ca");
        KeyManagerFactory factory =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }
}
