package dev.kbsync.authorize.grant;

import java.util.List;

/**
 * An authorization was lost just now and only a person can bring it back.
 *
 * @param sites names of the sites it was good for
 * @param sentence what happened and what to do
 * @param link where to do it
 */
public record AuthorizationLost(List<String> sites, String sentence, String link) {

    public AuthorizationLost {
        sites = List.copyOf(sites);
    }
}
