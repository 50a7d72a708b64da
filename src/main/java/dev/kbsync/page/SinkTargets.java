package dev.kbsync.page;

/** What can be told of the places where sinks keep their documents. */
public interface SinkTargets {

    /** Tells nothing of any sink. */
    SinkTargets UNKNOWN =
            new SinkTargets() {
                @Override
                public String of(String sink) {
                    return "";
                }

                @Override
                public boolean lacks(String sink, String path) {
                    return false;
                }
            };

    /**
     * Where a sink keeps its documents at present: another value, another folder or address. It
     * holds no secret, and nobody needs to read it.
     *
     * @return empty where that is not known
     */
    String of(String sink);

    /** Whether a sink has no document at a path; false also where that cannot be told. */
    boolean lacks(String sink, String path);
}
