package dev.kbsync.deliver;

import dev.kbsync.deliver.SinkServer.Answer;
import dev.kbsync.deliver.SinkServer.Request;
import dev.kbsync.deliver.SinkServer.Trouble;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** The contract of a kind that is reached by HTTP, at a server that can be in any trouble. */
abstract class HttpSinkContract extends SinkContract {

    protected final SinkServer server = new SinkServer(this::answer);

    /** What the server does when it is well. */
    protected abstract Answer answer(Request request);

    @AfterEach
    void close() {
        server.close();
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("kbsync.sinks.kb.token", TOKEN);
    }

    /** The route {@code deliver-to-kb}, which calls a Kamelet with these parameters. */
    protected static String route(String kamelet, String parameters) {
        return """
        - route:
            id: deliver-to-kb
            from:
              uri: direct:deliver-to-kb
              steps:
                - to:
                    uri: kamelet:%s
                    parameters: { name: kb, %s }
        """
                .formatted(kamelet, parameters);
    }

    @Override
    protected boolean in(Trouble trouble) {
        server.in(trouble);
        return true;
    }

    @Override
    protected List<String> received() {
        return server.requests().stream().map(Request::toString).toList();
    }
}
