package dev.kbsync.run;

import dev.kbsync.confluence.Usage;

/** What a run has cost; without what others have spent on its site while it gave way to them. */
final class Spending {

    private Usage before;
    private Usage counted = Usage.NONE;

    /**
     * @param before what the site had cost when the run began
     */
    Spending(Usage before) {
        this.before = before;
    }

    /**
     * @param now what the site has cost so far
     */
    Usage until(Usage now) {
        return now.minus(before);
    }

    /** What has come since this was last asked. */
    Usage more(Usage now) {
        Usage all = until(now);
        Usage more = all.minus(counted);
        counted = all;
        return more;
    }

    void leaveOut(Usage others) {
        before = before.plus(others);
    }
}
