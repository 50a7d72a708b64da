package dev.kbsync.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version as the jar tells it. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"kbsync " + Objects.requireNonNullElse(version, "(not packaged)")};
    }
}
