package dev.kbsync.api;

import dev.kbsync.site.Secret;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How others say that pages have changed.
 *
 * @param token what they may send as bearer token in place of the console's login; at least 16
 *     characters; empty: only with the login
 */
@ConfigurationProperties("kbsync.doorbell")
public record DoorbellProperties(@DefaultValue("") Secret token) {}
