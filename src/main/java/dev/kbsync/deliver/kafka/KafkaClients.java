package dev.kbsync.deliver.kafka;

import dev.kbsync.deliver.SinkSettings;
import java.util.Properties;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.apache.kafka.common.security.scram.ScramLoginModule;
import org.springframework.stereotype.Component;

/**
 * Gives producers their credential, which is read when one is made and stands in no endpoint's
 * address: {@code kbsync.sinks.<name>.username} and {@code .password}. The client id is the name.
 */
@Component("kafkaClients")
public class KafkaClients extends DefaultKafkaClientFactory {

    private final SinkSettings settings;

    KafkaClients(SinkSettings settings) {
        this.settings = settings;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Producer getProducer(Properties properties) {
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
        return super.getProducer(properties);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
