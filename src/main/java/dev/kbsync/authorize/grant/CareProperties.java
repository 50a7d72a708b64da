package dev.kbsync.authorize.grant;

import dev.kbsync.site.Secret;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How authorizations are looked after.
 *
 * @param every how often a running server looks at them; 0s: never
 * @param keepAlive how long one may lie idle before it is refreshed all the same; Atlassian ends it
 *     after 90 days
 * @param webhook address that gets a POST with JSON when one is lost; empty for none
 */
@ConfigurationProperties("kbsync.care")
public record CareProperties(
        @DefaultValue("1m") Duration every,
        @DefaultValue("7d") Duration keepAlive,
        @DefaultValue("") Secret webhook) {}
