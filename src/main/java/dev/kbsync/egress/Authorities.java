package dev.kbsync.egress;

import dev.kbsync.site.SetupException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Which certificate authorities are trusted: those of the Java platform, and those of the settings
 * beside them.
 */
final class Authorities {

    private Authorities() {}

    /**
     * @param files PEM files, each with one or more certificates
     * @throws SetupException if one cannot be read
     */
    static TrustManager[] trusted(List<String> files) {
        try {
            return trust(files).getTrustManagers();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("The platform's certificates cannot be used", e);
        }
    }

    static SSLContext trusting(TrustManager[] trusted) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trusted, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The platform's certificates cannot be used", e);
        }
    }

    private static TrustManagerFactory trust(List<String> files)
            throws GeneralSecurityException, IOException {
        TrustManagerFactory platform = factory(null);
        List<String> named = files.stream().filter(file -> !file.isBlank()).toList();
        if (named.isEmpty()) {
            return platform;
        }
        KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
        all.load(null, null);
        int number = 0;
        for (TrustManager manager : platform.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                for (X509Certificate issuer : x509.getAcceptedIssuers()) {
                    all.setCertificateEntry("platform-" + number++, issuer);
                }
            }
        }
        for (String file : named) {
            for (Certificate certificate : certificates(file.strip())) {
                all.setCertificateEntry("setting-" + number++, certificate);
            }
        }
        return factory(all);
    }

    private static TrustManagerFactory factory(@Nullable KeyStore store)
            throws GeneralSecurityException {
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }

    private static Collection<? extends Certificate> certificates(String file)
            throws CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        Collection<? extends Certificate> found;
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            found = factory.generateCertificates(in);
        } catch (IOException | CertificateException | IllegalArgumentException e) {
            throw unusable(file, e.getClass().getSimpleName());
        }
        if (found.isEmpty()) {
            throw unusable(file, "it holds no certificate");
        }
        return found;
    }

    private static SetupException unusable(String file, String why) {
        return new SetupException(
                "kbsync.egress.ca-certificates: %s cannot be read as certificates in PEM form (%s); name a file that begins with -----BEGIN CERTIFICATE-----."
                        .formatted(file, why));
    }
}
