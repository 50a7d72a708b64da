package dev.kbsync.mcp;

import dev.kbsync.site.Secret;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The MCP server.
 *
 * @param enabled whether there is one, at the console's port under {@code /mcp}
 * @param token what clients have to send as bearer token; at least 16 characters
 * @param readers as whom clients read, by account id and by ids or names of groups; empty:
 *     unrestricted documents only
 * @param spaces the only spaces that clients see, as {@code KEY} or {@code site/KEY}; empty for all
 */
@ConfigurationProperties("kbsync.mcp")
public record McpProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("") Secret token,
        @DefaultValue List<String> readers,
        @DefaultValue List<String> spaces) {}
