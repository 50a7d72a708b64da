package dev.kbsync.console;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.ContinueResponseTiming;
import org.apache.tomcat.util.buf.ByteChunk;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Reads the body of a request before anything else sees it, and lets no more than a part of the
 * server's threads wait for bodies that do not come: the others go on answering, the probes among
 * them. A body has to be whole within a few seconds, however steadily it trickles.
 */
@Component
@ConditionalOnWebApplication
class SlowBodies extends ValveBase
        implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final int WAITING = 50;
    private static final Duration MOMENT = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int MOST = 2 << 20;

    private final Semaphore waiting = new Semaphore(WAITING);

    SlowBodies() {
        super(true);
    }

    @Override
    public void customize(TomcatServletWebServerFactory server) {
        server.addEngineValves(this);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        boolean body =
                request.getContentLengthLong() > 0
                        || request.getHeader("Transfer-Encoding") != null;
        int status = body ? read(request, response) : 0;
        if (status != 0) {
            refuse(request, response, status);
            return;
        }
        getNext().invoke(request, response);
    }

    /**
     * @return 0 if the body is there now, else the status that says why not
     */
    private int read(Request request, Response response) throws IOException {
        if (request.getContentLengthLong() > MOST) {
            return 413;
        }
        response.sendAcknowledgement(ContinueResponseTiming.ALWAYS);
        Body body = new Body(request);
        if (!body.readWhatIsThere()) {
            if (!waiting.tryAcquire()) {
                return 503;
            }
            try {
                if (!body.readToTheEnd()) {
                    return 408;
                }
            } catch (IOException e) {
                return 408;
            } finally {
                waiting.release();
            }
        }
        if (body.size > MOST) {
            return 413;
        }
        ByteChunk chunk = new ByteChunk();
        chunk.setBytes(body.bytes, 0, body.size);
        request.getCoyoteRequest().action(ActionCode.REQ_SET_BODY_REPLAY, chunk);
        return 0;
    }

    private static void refuse(Request request, Response response, int status) throws IOException {
        // Nor may the server wait for the rest of it once it has answered.
        request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        response.setHeader("Connection", "close");
        response.setHeader("Retry-After", "10");
        response.setStatus(status);
        response.finishResponse();
    }

    private static final class Body {

        private final org.apache.coyote.Request request;
        private final InputStream in;
        private final long length;
        private byte[] bytes = new byte[8192];
        private int size;

        Body(Request request) throws IOException {
            this.request = request.getCoyoteRequest();
            this.in = request.createInputStream();
            this.length = request.getContentLengthLong();
        }

        /** Without waiting for more than a moment; true if that is all. */
        boolean readWhatIsThere() throws IOException {
            long end = System.nanoTime() + MOMENT.toNanos();
            while (size != length && size <= MOST) {
                request.action(ActionCode.AVAILABLE, true);
                if (request.getAvailable() == 0) {
                    if (System.nanoTime() > end) {
                        return false;
                    }
                    LockSupport.parkNanos(MOMENT.toNanos() / 40);
                } else if (more() < 0) {
                    return true;
                }
            }
            return true;
        }

        /** Waits; false if it takes too long. */
        boolean readToTheEnd() throws IOException {
            long end = System.nanoTime() + LONGEST.toNanos();
            while (size != length && size <= MOST) {
                if (System.nanoTime() > end) {
                    return false;
                }
                if (more() < 0) {
                    return true;
                }
            }
            return true;
        }

        private int more() throws IOException {
            if (size == bytes.length) {
                bytes = Arrays.copyOf(bytes, size * 2);
            }
            int read = in.read(bytes, size, bytes.length - size);
            size += Math.max(read, 0);
            return read;
        }
    }
}
