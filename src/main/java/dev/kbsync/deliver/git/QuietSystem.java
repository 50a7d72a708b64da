package dev.kbsync.deliver.git;

import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * The computer as kbsync's Git sees it: no settings of the user or the machine, which could
 * redirect pushes or run programs, and no file written beside the repository.
 */
final class QuietSystem extends SystemReader {

    private final SystemReader real;

    private QuietSystem(SystemReader real) {
        this.real = real;
        setPlatformChecker();
    }

    static synchronized void install() {
        if (!(SystemReader.getInstance() instanceof QuietSystem)) {
            SystemReader.setInstance(new QuietSystem(SystemReader.getInstance()));
        }
    }

    @Override
    public String getHostname() {
        return real.getHostname();
    }

    @Override
    public @Nullable String getenv(String variable) {
        return variable.startsWith("GIT_") ? null : real.getenv(variable);
    }

    @Override
    public @Nullable String getProperty(String key) {
        return real.getProperty(key);
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
        return new Empty(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
        return new Empty(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
        return new Empty(parent, fs);
    }

    @Deprecated // Deprecated in JGit, and still abstract.
    @Override
    public long getCurrentTime() {
        return real.getCurrentTime();
    }

    @Deprecated // Likewise.
    @Override
    public int getTimezone(long when) {
        return real.getTimezone(when);
    }

    /** Settings that are in no file. */
    private static final class Empty extends FileBasedConfig {

        Empty(Config parent, FS fs) {
            super(parent, null, fs);
        }

        @Override
        public void load() throws ConfigInvalidException {
            // There is nothing to load.
        }

        @Override
        public void save() {
            // What JGit measures of disks is measured again.
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
