package dev.kbsync.cli;

import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;

/** A component that kbsync does not bring: {@code whisper:word} says its word once. */
public final class WhisperComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String word, Map<String, Object> parameters) {
        return new WhisperEndpoint(uri, this, word);
    }

    private static final class WhisperEndpoint extends DefaultEndpoint {

        private final String word;

        WhisperEndpoint(String uri, WhisperComponent component, String word) {
            super(uri, component);
            this.word = word;
        }

        @Override
        public Producer createProducer() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            return new WhisperConsumer(this, processor, word);
        }
    }

    private static final class WhisperConsumer extends DefaultConsumer {

        private final String word;

        WhisperConsumer(Endpoint endpoint, Processor processor, String word) {
            super(endpoint, processor);
            this.word = word;
        }

        @Override
        protected void doStart() throws Exception {
            super.doStart();
            Exchange exchange = createExchange(true);
            exchange.getMessage().setBody(word);
            getProcessor().process(exchange);
        }
    }
}
