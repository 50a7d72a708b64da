package dev.kbsync.deliver;

/**
 * A sink failed so often that it counts as down, or it is back; told once for each outage. The body
 * of the route {@code sink-outage}.
 *
 * @param down whether it is down; otherwise it is back
 * @param reason what went wrong there last, a sentence
 */
public record SinkOutage(String sink, boolean down, String reason) {

    /** What there is to say, in one line. */
    public String getText() {
        return down
                ? "Sink \"%s\" is down. %s Its pages wait.".formatted(sink, reason)
                : "Sink \"%s\" is back; what waited comes with the next runs.".formatted(sink);
    }
}
