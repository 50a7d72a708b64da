package dev.kbsync.confluence;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The body of an answer, which ends in an exception where it is larger than any answer is. */
final class BoundedAnswer extends FilterInputStream {

    private final long most;
    private long bytes;

    BoundedAnswer(InputStream body, long most) {
        super(body);
        this.most = most;
    }

    /** It was larger; what to do about it depends on the request. */
    static final class TooLargeException extends RuntimeException {

        private static final long serialVersionUID = 1;
    }

    @Override
    public int read() throws IOException {
        int read = in.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = in.read(buffer, offset, length);
        count(Math.max(read, 0));
        return read;
    }

    private void count(int more) {
        bytes += more;
        if (bytes > most) {
            throw new TooLargeException();
        }
    }
}
