package dev.kbsync.chunk;

import com.knuddels.jtokkit.api.EncodingType;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How documents are cut into chunks.
 *
 * @param tokens how long a chunk may be, in tokens; from 50 to 8192
 * @param smallest a section with fewer tokens is joined to the one beside it
 * @param encoding how tokens are counted: cl100k_base, o200k_base, p50k_base or r50k_base
 */
@Validated
@ConfigurationProperties("kbsync.chunk")
public record ChunkProperties(
        @DefaultValue("400") @Min(50) @Max(8192) int tokens,
        @DefaultValue("40") @Min(0) int smallest,
        @DefaultValue("cl100k_base") EncodingType encoding) {

    /** What holds where nothing is set. */
    public static final ChunkProperties DEFAULT =
            new ChunkProperties(400, 40, EncodingType.CL100K_BASE);
}
