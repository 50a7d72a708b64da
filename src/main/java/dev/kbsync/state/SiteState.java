package dev.kbsync.state;

import dev.kbsync.page.UtcTime;
import java.time.Instant;

/** How a site stands, in the same words wherever somebody asks. */
public sealed interface SiteState {

    /** {@code in step}, {@code behind} or {@code waiting for you}. */
    String word();

    /** One line for people. */
    String text();

    /** Nothing is known to be undelivered, and the last complete run is as late as it may be. */
    record InStep() implements SiteState {
        @Override
        public String word() {
            return "in step";
        }

        @Override
        public String text() {
            return word();
        }
    }

    /**
     * Something is not delivered, or it is not known whether anything is.
     *
     * @param since when it was in step last, as far as is known
     * @param pages how many pages are known to be undelivered; 0 where none is
     * @param why one or two sentences
     */
    record Behind(Instant since, int pages, String why) implements SiteState {
        @Override
        public String word() {
            return "behind";
        }

        @Override
        public String text() {
            return "behind since %s%s: %s"
                    .formatted(
                            UtcTime.of(since),
                            pages == 0 ? "" : pages == 1 ? ", 1 page" : ", " + pages + " pages",
                            why);
        }
    }

    /**
     * Only a person can go on.
     *
     * @param why one sentence that says how
     */
    record WaitingForYou(String why) implements SiteState {
        @Override
        public String word() {
            return "waiting for you";
        }

        @Override
        public String text() {
            return "waiting for you: " + why;
        }
    }
}
