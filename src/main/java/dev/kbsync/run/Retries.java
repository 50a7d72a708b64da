package dev.kbsync.run;

import dev.kbsync.page.Leg;
import dev.kbsync.page.ResultPage;
import java.util.HashSet;
import java.util.Set;

/** A failed page that has changed lately is listed with the changes, and not tried twice. */
final class Retries {

    private final Set<String> expected = new HashSet<>();
    private final Set<String> tried = new HashSet<>();

    void expect(Leg leg) {
        if (leg instanceof Leg.Retry retry) {
            expected.addAll(retry.ids());
        }
    }

    ResultPage once(ResultPage page) {
        if (page.leg() instanceof Leg.Retry) {
            return page.with(
                    page.rows().stream()
                            .filter(row -> !tried.contains(row.ref().contentId()))
                            .toList());
        }
        page.rows().stream()
                .map(row -> row.ref().contentId())
                .filter(expected::contains)
                .forEach(tried::add);
        return page;
    }
}
