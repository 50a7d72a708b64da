package dev.kbsync.deliver;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * When health is down.
 *
 * @param freeSpace less than this free for a folder that kbsync writes to
 */
@ConfigurationProperties("kbsync.health")
record HealthProperties(@DefaultValue("10MB") DataSize freeSpace) {}
