package dev.kbsync.confluence;

/**
 * What was asked of Atlassian: requests sent (retries included) and points spent, by Atlassian's
 * rule of one a request and one for each object in an answer.
 */
public record Usage(long requests, long points) {

    public static final Usage NONE = new Usage(0, 0);

    public Usage plus(Usage other) {
        return new Usage(requests + other.requests, points + other.points);
    }

    public Usage minus(Usage earlier) {
        return new Usage(requests - earlier.requests, points - earlier.points);
    }
}
