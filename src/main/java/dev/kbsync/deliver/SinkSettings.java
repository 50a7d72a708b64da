package dev.kbsync.deliver;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Reads settings of sinks when they are needed: {@code kbsync.sinks.<name>.<key>}. So secrets are
 * in no endpoint's address and in no route.
 */
@Component
public class SinkSettings {

    private final Environment environment;

    SinkSettings(Environment environment) {
        this.environment = environment;
    }

    /** The setting's value; empty if there is none. */
    public String text(String sink, String key) {
        return environment.getProperty("kbsync.sinks." + sink + "." + key, "").strip();
    }
}
