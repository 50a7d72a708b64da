package dev.kbsync.chunk;

import com.knuddels.jtokkit.api.EncodingType;
import dev.kbsync.site.SetupException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How documents are cut into chunks.
 *
 * @param tokens how long a chunk may be, in tokens; from 50 to 8192
 * @param smallest a section with fewer tokens is joined to the one beside it
 * @param encoding how tokens are counted: cl100k_base, o200k_base, p50k_base or r50k_base
 */
@ConfigurationProperties("kbsync.chunk")
public record ChunkProperties(
        @DefaultValue("400") int tokens,
        @DefaultValue("40") int smallest,
        @DefaultValue("cl100k_base") EncodingType encoding) {

    /** What holds where nothing is set. */
    public static final ChunkProperties DEFAULT =
            new ChunkProperties(400, 40, EncodingType.CL100K_BASE);

    public ChunkProperties {
        if (tokens < 50 || tokens > 8192) {
            throw new SetupException(
                    "kbsync.chunk.tokens is %d: it must be from 50 to 8192.".formatted(tokens));
        }
        if (smallest < 0) {
            throw new SetupException(
                    "kbsync.chunk.smallest is %d: it must be at least 0.".formatted(smallest));
        }
    }
}
