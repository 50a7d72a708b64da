package dev.kbsync.egress;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.apache.hc.core5.util.Timeout;

/**
 * Holds each answer to limits: it has to be whole within the request's response timeout, however
 * steadily it trickles, and what exceeds a number of bytes is not read.
 */
final class AnswerLimits implements ExecChainHandler {

    private final ScheduledExecutorService timer;
    private final AnswerLimit limit;

    AnswerLimits(ScheduledExecutorService timer, AnswerLimit limit) {
        this.timer = timer;
        this.limit = limit;
    }

    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        Deadline deadline = new Deadline(scope);
        boolean whole = true;
        try {
            ClassicHttpResponse response = chain.proceed(request, scope);
            HttpEntity entity = response.getEntity();
            if (entity != null) {
                response.setEntity(new LimitedEntity(entity, deadline));
                whole = false;
            }
            return response;
        } catch (IOException | HttpException | RuntimeException e) {
            deadline.check(e);
            throw e;
        } finally {
            if (whole) {
                deadline.met();
            }
        }
    }

    /** The moment at which a request is broken off, from a thread of its own. */
    private final class Deadline {

        private final Duration time;
        private final String host;
        private final Cancellable connection;
        private final ScheduledFuture<?> alarm;
        private volatile boolean passed;

        Deadline(ExecChain.Scope scope) {
            Timeout answer = scope.clientContext.getRequestConfigOrDefault().getResponseTimeout();
            this.time =
                    limit.time(
                            answer == null || answer.isDisabled()
                                    ? Duration.ZERO
                                    : answer.toDuration());
            this.host = scope.route.getTargetHost().getHostName();
            this.connection =
                    scope.originalRequest instanceof Cancellable request
                            ? request
                            : () -> {
                                scope.execRuntime.discardEndpoint();
                                return true;
                            };
            this.alarm = timer.schedule(this::pass, time.toMillis(), TimeUnit.MILLISECONDS);
        }

        private void pass() {
            passed = true;
            connection.cancel();
        }

        void met() {
            alarm.cancel(false);
        }

        /** Aborting a request shows up as a broken connection; this says why instead. */
        void check(Exception failure) throws AnswerTimeoutException {
            if (passed) {
                AnswerTimeoutException late = new AnswerTimeoutException(host, time);
                late.addSuppressed(failure);
                throw late;
            }
        }

        void breakOff() {
            met();
            connection.cancel();
        }
    }

    private final class LimitedEntity extends HttpEntityWrapper {

        private final Deadline deadline;

        LimitedEntity(HttpEntity entity, Deadline deadline) {
            super(entity);
            this.deadline = deadline;
        }

        @Override
        public InputStream getContent() throws IOException {
            return new LimitedStream(super.getContent(), deadline, limit.bytes());
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            try (InputStream in = getContent()) {
                in.transferTo(out);
            }
        }
    }

    /** Ends after so many bytes; closing it early breaks the connection off. */
    private static final class LimitedStream extends FilterInputStream {

        private final Deadline deadline;
        private long left;
        private boolean ended;

        LimitedStream(InputStream in, Deadline deadline, long most) {
            super(in);
            this.deadline = deadline;
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (ended || length == 0) {
                return ended ? -1 : 0;
            }
            if (left == 0) {
                ended = true;
                deadline.breakOff();
                return -1;
            }
            try {
                int read = in.read(buffer, offset, (int) Math.min(length, left));
                left -= Math.max(read, 0);
                if (read < 0) {
                    ended = true;
                    deadline.met();
                }
                return read;
            } catch (IOException e) {
                deadline.check(e);
                throw e;
            }
        }

        @Override
        public long skip(long bytes) throws IOException {
            return bytes <= 0 ? 0 : Math.max(0, read(new byte[(int) Math.min(bytes, 8192)]));
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        /** Reads to a near end, so that the connection can be used again. */
        @Override
        public void close() {
            byte[] rest = new byte[8192];
            left = Math.min(left, rest.length);
            try {
                while (!ended) {
                    read(rest, 0, rest.length);
                }
                in.close();
            } catch (IOException e) {
                // Nobody reads it any more.
                deadline.breakOff();
            }
        }
    }
}
