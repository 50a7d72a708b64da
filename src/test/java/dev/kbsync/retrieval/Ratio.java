package dev.kbsync.retrieval;

import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * A ratio over pages: what questions on a page sum up to, and by what it is divided. Questions on
 * one page are alike, so intervals come from drawing pages, not questions.
 */
final class Ratio {

    private static final int DRAWS = 1000;
    private static final double TAIL = 0.025;

    private final double[] parts;
    private final double[] of;

    /**
     * @param parts by page
     * @param of by page, in the same order
     */
    Ratio(double[] parts, double[] of) {
        this.parts = parts;
        this.of = of;
    }

    /** Between which values 95 of 100 draws lie. */
    record Interval(double low, double high) {}

    double value() {
        return divided(Arrays.stream(parts).sum(), Arrays.stream(of).sum());
    }

    Interval interval() {
        return interval(pages -> value(pages));
    }

    /** The interval of what {@link Metric#advantage} this has over another one. */
    Interval advantage(Ratio other, Metric metric) {
        return interval(pages -> metric.advantage(value(pages), other.value(pages)));
    }

    private Interval interval(ToDoubleFunction<int[]> statistic) {
        Random random = new Random(parts.length);
        double[] drawn = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            int[] pages = random.ints(parts.length, 0, parts.length).toArray();
            drawn[draw] = statistic.applyAsDouble(pages);
        }
        Arrays.sort(drawn);
        int cut = (int) (TAIL * DRAWS);
        return new Interval(drawn[cut], drawn[DRAWS - 1 - cut]);
    }

    private double value(int[] pages) {
        return divided(
                Arrays.stream(pages).mapToDouble(page -> parts[page]).sum(),
                Arrays.stream(pages).mapToDouble(page -> of[page]).sum());
    }

    /** What nothing was got for is infinitely dear. */
    private static double divided(double part, double of) {
        return part == 0 ? 0 : part / of;
    }
}
