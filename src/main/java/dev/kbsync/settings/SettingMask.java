package dev.kbsync.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Hides secrets in settings that are shown: whole values where the name tells that they are secret,
 * and parts of others, such as a password in an address.
 */
final class SettingMask {

    static final String MASKED = "****";

    /** Of a name's last part the last word, or, of the first ones, any. */
    private static final Set<String> ENDING_IN = Set.of("key", "keys", "token", "header", "auth");

    private static final Pattern SECRET =
            Pattern.compile(
                    "password|passwd|passphrase|secret|webhook|credentials?|authorization|cookie");

    private static final Pattern INDEX = Pattern.compile("(\\[\\d+]|_\\d+)+$");

    /** Up to the last at sign, since a password may hold others. */
    private static final Pattern USER_INFO = Pattern.compile("//\\S*@");

    private static final Pattern QUERY = Pattern.compile("\\?[^\\s?]*=\\S*");

    private static final Pattern PAIR =
            Pattern.compile(
                    "(?i)((?:pass(?:word|wd)?|secret|token|key|credentials?)\"?\\s*[=:]\\s*)(\"[^\"]*\"|'[^']*'|\\S+)");

    private static final Pattern SCHEME = Pattern.compile("(?i)\\b(bearer|basic)\\s+\\S+");

    /** Shorter ones stand in other words by chance. */
    private static final int SHORTEST = 5;

    private final List<String> secrets;

    /**
     * @param secrets the secrets that are known, to be found in other values
     */
    SettingMask(Collection<String> secrets) {
        // The longest first: a part of it may be another one.
        this.secrets =
                secrets.stream()
                        .filter(secret -> secret.length() >= SHORTEST)
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .toList();
    }

    /** Whether everything that a setting of this name can hold is secret. */
    static boolean isSecret(String name) {
        String plain = INDEX.matcher(name).replaceFirst("").toLowerCase(Locale.ROOT);
        String[] words = plain.substring(plain.lastIndexOf('.') + 1).split("[-_]", -1);
        for (String word : words) {
            if (SECRET.matcher(word).matches()) {
                return true;
            }
        }
        return ENDING_IN.contains(words[words.length - 1]);
    }

    /** A value that is not secret as a whole, without what is secret in it. */
    String shown(String value) {
        String shown = value;
        for (String secret : secrets) {
            shown = shown.replace(secret, MASKED);
        }
        shown = USER_INFO.matcher(shown).replaceAll("//" + MASKED + "@");
        shown = QUERY.matcher(shown).replaceAll("?" + MASKED);
        shown = PAIR.matcher(shown).replaceAll("$1" + MASKED);
        return SCHEME.matcher(shown).replaceAll("$1 " + MASKED);
    }
}
