package dev.kbsync.retrieval;

/** What is told of a group of questions: a sum over them divided by another sum. */
enum Metric {
    ANSWERABLE("answerable", Better.HIGHER) {
        @Override
        double part(Found found) {
            return found.answerable() ? 1 : 0;
        }
    },
    ANSWERED("answered", Better.HIGHER) {
        @Override
        double part(Found found) {
            return found.answered() ? 1 : 0;
        }
    },
    HIT_1("hit@1", Better.HIGHER) {
        @Override
        double part(Found found) {
            return found.pageRank() == 1 ? 1 : 0;
        }
    },
    HIT_5("hit@5", Better.HIGHER) {
        @Override
        double part(Found found) {
            return found.pageRank() > 0 && found.pageRank() <= 5 ? 1 : 0;
        }
    },
    MRR("MRR", Better.HIGHER) {
        @Override
        double part(Found found) {
            return found.answerRank() == 0 ? 0 : 1.0 / found.answerRank();
        }
    },
    /** Read for each answer. */
    TOKENS("tokens", Better.LOWER) {
        @Override
        double part(Found found) {
            return found.tokens();
        }

        @Override
        double of(Found found) {
            return found.answered() ? 1 : 0;
        }
    };

    /** Which of two values is the better one. */
    enum Better {
        HIGHER,
        LOWER
    }

    private final String title;
    private final Better better;

    Metric(String title, Better better) {
        this.title = title;
        this.better = better;
    }

    String title() {
        return title;
    }

    /** How much better one value is than another, negative if it is worse. */
    double advantage(double one, double other) {
        if (one == other) {
            return 0; // Both may be infinite.
        }
        return better == Better.HIGHER ? one - other : other - one;
    }

    abstract double part(Found found);

    /** One for each question, where nothing else is told. */
    double of(Found found) {
        return 1;
    }

    String format(double value) {
        if (Double.isInfinite(value) || Double.isNaN(value)) {
            return "-";
        }
        return this == TOKENS ? "%.0f".formatted(value) : "%.2f".formatted(value);
    }
}
