package dev.kbsync.page;

/** How the route of a sink is called. */
public final class SinkRoute {

    private static final String PREFIX = "deliver-to-";

    private SinkRoute() {}

    /** The id of the route, which is also the name of the endpoint that it reads. */
    public static String id(String sink) {
        return PREFIX + sink;
    }

    public static String endpoint(String sink) {
        return "direct:" + id(sink);
    }

    /**
     * The name of a sink; anything else comes back as it is.
     *
     * @param route the id of its route, or the address of its endpoint as Camel writes it
     */
    public static String sink(String route) {
        String id = route.replaceFirst("^direct:(//)?", "");
        return id.startsWith(PREFIX) ? id.substring(PREFIX.length()) : route;
    }
}
