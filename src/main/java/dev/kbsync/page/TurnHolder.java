package dev.kbsync.page;

/** On whose behalf documents are delivered. */
public interface TurnHolder {

    /** Asked before each delivery: whether nobody else delivers the site's documents meanwhile. */
    boolean hasTurn();
}
