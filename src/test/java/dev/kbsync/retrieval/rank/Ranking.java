package dev.kbsync.retrieval.rank;

import java.util.List;

/** A way to rank: makes a ranker of texts. */
public interface Ranking {

    String name();

    Ranker index(List<String> texts);
}
