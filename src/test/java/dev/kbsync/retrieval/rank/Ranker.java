package dev.kbsync.retrieval.rank;

import java.util.List;

/** Ranks passages for queries. */
public interface Ranker {

    /** How many are ranked at most. */
    int DEPTH = 100;

    /** Places of the passages that fit a query, in the list that was indexed, the best first. */
    List<Integer> rank(String query);
}
