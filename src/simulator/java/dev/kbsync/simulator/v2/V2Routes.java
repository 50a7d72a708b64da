package dev.kbsync.simulator.v2;

import dev.kbsync.simulator.content.ContentType;
import dev.kbsync.simulator.faults.Faults;
import dev.kbsync.simulator.rest.Media;
import dev.kbsync.simulator.rest.RestApi;
import java.util.List;

/** All routes of v2 that are simulated. */
public final class V2Routes {
    private final Lists lists;
    private final Media media;

    public V2Routes(Faults faults, Media media) {
        lists = new Lists(faults);
        this.media = media;
    }

    public void register(RestApi api) {
        new SpaceRoutes(lists).register(api);
        new DataPolicyRoutes(lists).register(api);
        for (ContentType type : List.of(ContentType.PAGE, ContentType.BLOGPOST)) {
            new PageRoutes(lists, type).register(api);
            new VersionRoutes(lists, type).register(api);
        }
        new ChildRoutes(lists).register(api);
        new AttachmentRoutes(lists, media).register(api);
        new CommentRoutes(lists, false).register(api);
        new CommentRoutes(lists, true).register(api);
        new LabelRoutes(lists).register(api);
    }
}
