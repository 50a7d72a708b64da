package dev.kbsync.retrieval;

import java.util.function.ToDoubleFunction;

/** What is told of a group of questions: a sum over them divided by another sum. */
enum Metric {
    ANSWERABLE("answerable", Better.HIGHER, found -> found.answerable() ? 1 : 0),
    ANSWERED("answered", Better.HIGHER, found -> found.answered() ? 1 : 0),
    HIT_1("hit@1", Better.HIGHER, found -> found.pageRank() == 1 ? 1 : 0),
    HIT_5("hit@5", Better.HIGHER, found -> isWithin(found.pageRank(), 5) ? 1 : 0),
    MRR("MRR", Better.HIGHER, found -> found.answerRank() == 0 ? 0 : 1.0 / found.answerRank()),
    TOKENS("tokens", Better.LOWER, Found::tokens, found -> found.answered() ? 1 : 0);

    /** Which of two values is the better one. */
    enum Better {
        HIGHER,
        LOWER
    }

    private final String title;
    private final Better better;
    private final ToDoubleFunction<Found> part;
    private final ToDoubleFunction<Found> of;

    Metric(String title, Better better, ToDoubleFunction<Found> part) {
        this(title, better, part, found -> 1);
    }

    Metric(String title, Better better, ToDoubleFunction<Found> part, ToDoubleFunction<Found> of) {
        this.title = title;
        this.better = better;
        this.part = part;
        this.of = of;
    }

    private static boolean isWithin(int rank, int most) {
        return rank > 0 && rank <= most;
    }

    String title() {
        return title;
    }

    /** How much better one value is than another, negative if it is worse. */
    double advantage(double one, double other) {
        return better == Better.HIGHER ? one - other : other - one;
    }

    double part(Found found) {
        return part.applyAsDouble(found);
    }

    double of(Found found) {
        return of.applyAsDouble(found);
    }

    String format(double value) {
        return this == TOKENS ? "%.0f".formatted(value) : "%.2f".formatted(value);
    }
}
