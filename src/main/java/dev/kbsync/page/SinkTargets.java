package dev.kbsync.page;

/** What can be told of the places where sinks keep their documents. */
public interface SinkTargets {

    /**
     * In what {@link #of} says, ends the place; what follows is how documents are written there.
     */
    String SHAPED = "/";

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

                @Override
                public boolean withholdsRestricted(String sink) {
                    return false;
                }
            };

    /**
     * Where a sink keeps its documents at present, and in which shape: another value, another
     * folder or address, or other files in the same folder. It holds no secret, and nobody needs to
     * read it.
     *
     * @return empty where that is not known
     */
    String of(String sink);

    /** Whether a sink has no document at a path; false also where that cannot be told. */
    boolean lacks(String sink, String path);

    /**
     * Whether a sink shows everything to all of its readers, so that restricted pages are withheld
     * from it.
     */
    boolean withholdsRestricted(String sink);

    /** Of what {@link #of} says, the part that names the place. */
    static String place(String target) {
        return target.replaceFirst(SHAPED + ".*", "");
    }
}
