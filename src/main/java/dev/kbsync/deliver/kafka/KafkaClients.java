package dev.kbsync.deliver.kafka;

import dev.kbsync.deliver.SinkSettings;
import dev.kbsync.egress.Egress;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Properties;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.apache.kafka.common.security.scram.ScramLoginModule;
import org.springframework.stereotype.Component;

/**
 * Gives clients their credential, which is read when one is made and stands in no endpoint's
 * address: {@code kbsync.sinks.<name>.username} and {@code .password}. The client id is the name.
 * Over TLS they trust whom everything else trusts that leaves, unless a Kamelet says otherwise.
 */
@Component("kafkaClients")
public class KafkaClients extends DefaultKafkaClientFactory {

    private static final Base64.Encoder LINES =
            Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    private final SinkSettings settings;
    private final Egress egress;

    KafkaClients(SinkSettings settings, Egress egress) {
        this.settings = settings;
        this.egress = egress;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Producer getProducer(Properties properties) {
        secure(properties);
        return super.getProducer(properties);
    }

    /**
     * What a client of kbsync's own needs to reach the brokers of a sink, by the settings of the
     * shipped routes: {@code kbsync.sinks.<name>.brokers}, {@code .protocol}, {@code .mechanism}.
     */
    public Properties reaching(String sink) {
        Properties properties = new Properties();
        properties.put(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.text(sink, "brokers"));
        properties.put(
                CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, settings.text(sink, "protocol"));
        properties.put(SaslConfigs.SASL_MECHANISM, settings.text(sink, "mechanism"));
        properties.put(CommonClientConfigs.CLIENT_ID_CONFIG, sink);
        secure(properties);
        return properties;
    }

    private void secure(Properties properties) {
        String sink = properties.getProperty(CommonClientConfigs.CLIENT_ID_CONFIG, "");
        String username = settings.text(sink, "username");
        if (!username.isEmpty()) {
            String mechanism = properties.getProperty(SaslConfigs.SASL_MECHANISM, "");
            Class<?> module =
                    mechanism.startsWith("SCRAM") ? ScramLoginModule.class : PlainLoginModule.class;
            properties.put(
                    SaslConfigs.SASL_JAAS_CONFIG,
                    "%s required username=%s password=%s;"
                            .formatted(
                                    module.getName(),
                                    quoted(username),
                                    quoted(settings.text(sink, "password"))));
        }
        String protocol = properties.getProperty(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "");
        if (protocol.endsWith("SSL")
                && !properties.containsKey(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG)) {
            properties.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, "PEM");
            properties.put(SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG, authorities());
        }
    }

    private String authorities() {
        StringBuilder pem = new StringBuilder();
        try {
            for (TrustManager manager : egress.trusted()) {
                if (manager instanceof X509TrustManager x509) {
                    for (X509Certificate issuer : x509.getAcceptedIssuers()) {
                        pem.append("-----BEGIN CERTIFICATE-----\n")
                                .append(LINES.encodeToString(issuer.getEncoded()))
                                .append("\n-----END CERTIFICATE-----\n");
                    }
                }
            }
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("The certificate authorities cannot be used", e);
        }
        return pem.toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
