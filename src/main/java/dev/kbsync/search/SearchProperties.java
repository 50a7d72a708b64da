package dev.kbsync.search;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the index is.
 *
 * @param folder the data folder, in which it has a folder of its own
 */
@ConfigurationProperties("kbsync.data")
public record SearchProperties(@DefaultValue("data") Path folder) {}
