package dev.kbsync.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.retrieval.Ratio.Interval;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RatioTest {

    /** Three pages with 1 of 2, 3 of 3 and 0 of 5 questions answered. */
    private static final Ratio THREE = new Ratio(new double[] {1, 3, 0}, new double[] {2, 3, 5});

    @Test
    void theValueCountsQuestionsNotPages() {
        assertThat(THREE.value()).isEqualTo(0.4);
    }

    @Test
    void theIntervalReachesFromTheWorstPageToTheBestOneWhereThereAreFew() {
        // One draw in 27 takes the same page three times: more than the 2.5 % that are cut off.
        assertThat(THREE.interval()).isEqualTo(new Interval(0, 1));
    }

    @Test
    void theIntervalOfManyPagesIsTheOneOfTheNormalDistribution() {
        double[] parts = new double[400];
        Arrays.fill(parts, 0, 200, 1);
        double[] of = new double[400];
        Arrays.fill(of, 1);
        Interval interval = new Ratio(parts, of).interval();
        // Half of 400: 0.5 plus or minus 1.96 times the root of 0.25 / 400.
        assertThat(interval.low()).isBetween(0.44, 0.46);
        assertThat(interval.high()).isBetween(0.54, 0.56);
    }

    @Test
    void whatIsTheSameOnEachPageHasNoInterval() {
        Ratio even = new Ratio(new double[] {1, 2}, new double[] {2, 4});
        assertThat(even.interval()).isEqualTo(new Interval(0.5, 0.5));
    }

    @Test
    void anAdvantageIsDrawnOverTheSamePagesForBoth() {
        Ratio better = new Ratio(new double[] {2, 3, 2}, new double[] {2, 3, 5});
        Interval answered = better.advantage(THREE, Metric.ANSWERED);
        assertThat(answered.low()).isZero();
        assertThat(answered.high()).isEqualTo(0.5);
        assertThat(better.advantage(THREE, Metric.TOKENS).low()).isEqualTo(-0.5);
    }

    @Test
    void whatNothingWasGotForIsInfinitelyDear() {
        Ratio unanswered = new Ratio(new double[] {4000}, new double[] {0});
        assertThat(unanswered.value()).isInfinite();
        assertThat(unanswered.advantage(THREE, Metric.TOKENS).high()).isNegative();
    }
}
