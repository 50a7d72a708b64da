package dev.kbsync.simulator.v1;

import dev.kbsync.simulator.faults.Faults;
import dev.kbsync.simulator.rest.Media;
import dev.kbsync.simulator.rest.RestApi;

/** All routes of v1 that are simulated. */
public final class V1Routes {
    private final Faults faults;
    private final Media media;

    public V1Routes(Faults faults, Media media) {
        this.faults = faults;
        this.media = media;
    }

    public void register(RestApi api) {
        new SearchRoutes(faults).register(api);
        new RestrictionRoutes().register(api);
        new UserRoutes().register(api);
        new ContentRoutes(media).register(api);
        new RemovedRoutes().register(api);
    }
}
