package dev.kbsync.page;

/** How the route of a sink is called. */
public final class SinkRoute {

    private static final String PREFIX = "deliver-to-";
    private static final String DIRECT = "direct:";

    private SinkRoute() {}

    /** The id of the route, which is also the name of the endpoint that it reads. */
    public static String id(String sink) {
        return PREFIX + sink;
    }

    public static String endpoint(String sink) {
        return DIRECT + id(sink);
    }

    /**
     * The name of a sink; anything else comes back as it is.
     *
     * @param route the id of its route, or the address of its endpoint as Camel writes it
     */
    public static String sink(String route) {
        // Asked for several times at every page: no pattern.
        String id = route.startsWith(DIRECT) ? route.substring(DIRECT.length()) : route;
        id = id.startsWith("//") ? id.substring(2) : id;
        return id.startsWith(PREFIX) ? id.substring(PREFIX.length()) : route;
    }
}
