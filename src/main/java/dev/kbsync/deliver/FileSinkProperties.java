package dev.kbsync.deliver;

import dev.kbsync.page.DocumentPath;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the file sink keeps its documents.
 *
 * @param folder the folder; each site has one below it
 * @param name what the file of a document is called below the folder of its site, see {@link
 *     DocumentPath}
 */
@ConfigurationProperties("kbsync.deliver.file")
public record FileSinkProperties(
        @DefaultValue("knowledge-base") Path folder,
        @DefaultValue(DocumentPath.DEFAULT_PATTERN) String name) {}
