package dev.kbsync.simulator.cql;

import dev.kbsync.simulator.content.Account;
import dev.kbsync.simulator.content.Content;
import dev.kbsync.simulator.content.Space;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What a query needs to know of where and by whom it is asked. */
public interface CqlContext {

    /** The zone dates are read in. */
    ZoneId zone();

    Instant now();

    /** Who {@code currentUser()} is. */
    Account user();

    /** Key of the space {@code currentSpace()} is, if one was said to be. */
    @Nullable String currentSpace();

    /** Id of what {@code currentContent()} is, if one was said to be. */
    @Nullable String currentContent();

    Space spaceOf(Content content);

    /** What stands above, or null if nothing does. */
    @Nullable Content parent(Content content);
}
