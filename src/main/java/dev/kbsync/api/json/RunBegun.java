package dev.kbsync.api.json;

import dev.kbsync.run.RunStarter.Begun;

/**
 * What becomes of a run that somebody asked for.
 *
 * @param run {@code started}; {@code queued}, until the one in progress has ended; or {@code
 *     waiting already}, since one that does its work as well was asked for before
 */
public record RunBegun(String site, String run) {

    public static RunBegun of(String site, Begun begun) {
        return new RunBegun(
                site,
                switch (begun) {
                    case STARTED -> "started";
                    case QUEUED -> "queued";
                    case WAITING_ALREADY -> "waiting already";
                });
    }
}
