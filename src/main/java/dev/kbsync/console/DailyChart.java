package dev.kbsync.console;

import dev.kbsync.history.DailyOutcomes.Day;
import java.util.ArrayList;
import java.util.List;

/**
 * The days of {@link dev.kbsync.history.DailyOutcomes} as bars that a page draws without a script.
 *
 * @param days what is drawn, also for the table behind it
 * @param bars the parts of each day's bar
 */
public record DailyChart(List<Day> days, List<Bar> bars) {

    static final int HEIGHT = 60;
    static final int STEP = 16;
    private static final int WIDTH = 12;

    /** A number above none is seen, however small it is beside the others. */
    private static final int LEAST = 2;

    /**
     * One rectangle.
     *
     * @param kind what it counts: delivered, removed or failed
     */
    public record Bar(int x, int y, int width, int height, String kind) {}

    static DailyChart of(List<Day> days) {
        int most = days.stream().mapToInt(DailyChart::all).max().orElse(0);
        List<Bar> bars = new ArrayList<>();
        for (int number = 0; number < days.size(); number++) {
            Day day = days.get(number);
            int x = number * STEP + (STEP - WIDTH) / 2;
            int top = HEIGHT;
            top = add(bars, x, top, height(day.delivered(), most), "delivered");
            top = add(bars, x, top, height(day.removed(), most), "removed");
            add(bars, x, top, height(day.failed(), most), "failed");
        }
        return new DailyChart(days, bars);
    }

    private static int add(List<Bar> bars, int x, int below, int height, String kind) {
        int y = Math.max(0, below - height);
        if (below > y) {
            bars.add(new Bar(x, y, WIDTH, below - y, kind));
        }
        return y;
    }

    private static int height(int number, int most) {
        return number == 0 ? 0 : Math.max(LEAST, Math.round((HEIGHT - 2f * LEAST) * number / most));
    }

    private static int all(Day day) {
        return day.delivered() + day.removed() + day.failed();
    }

    /** Whether there is anything to see. */
    public boolean empty() {
        return bars.isEmpty();
    }

    public int width() {
        return days.size() * STEP;
    }

    public int height() {
        return HEIGHT;
    }

    /** What the chart shows, for those who do not see it. */
    public String text() {
        return "In %d days: %,d delivered, %,d removed, %,d failed."
                .formatted(
                        days.size(),
                        days.stream().mapToInt(Day::delivered).sum(),
                        days.stream().mapToInt(Day::removed).sum(),
                        days.stream().mapToInt(Day::failed).sum());
    }
}
