package dev.kbsync.site;

/**
 * A value that must not be printed: {@link #toString} is masked, so that no log line, exception or
 * page shows it by accident.
 *
 * @param value the secret itself; empty means none is set
 */
public record Secret(String value) {

    public static final Secret NONE = new Secret("");

    public boolean isPresent() {
        return !value.isBlank();
    }

    @Override
    public String toString() {
        return isPresent() ? "****" : "(none)";
    }
}
