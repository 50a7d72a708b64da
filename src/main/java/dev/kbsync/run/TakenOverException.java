package dev.kbsync.run;

/** Another run, perhaps of another instance, has taken the site over; this one is to end. */
class TakenOverException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    TakenOverException() {
        super("another run took this site over");
    }
}
