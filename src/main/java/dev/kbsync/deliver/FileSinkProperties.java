package dev.kbsync.deliver;

import dev.kbsync.page.DocumentPath;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the documents of sinks that keep files are named.
 *
 * @param name what the file of a document is called below the folder of its site, see {@link
 *     DocumentPath}
 */
@ConfigurationProperties("kbsync.deliver.file")
public record FileSinkProperties(@DefaultValue(DocumentPath.DEFAULT_PATTERN) String name) {}
