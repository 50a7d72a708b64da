package dev.kbsync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.history.RunReport;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.content.Accounts;
import dev.kbsync.simulator.control.SiteControl;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site that includes restricted pages: their documents say who may read them. */
class RestrictedIT {

    @Nested
    class BySearch extends AnyWay {
        @Override
        String by() {
            return "search";
        }
    }

    @Nested
    class BySpace extends AnyWay {
        @Override
        String by() {
            return "spaces";
        }
    }

    abstract static class AnyWay {

        private static final String OWN = Accounts.OWN.accountId();
        private static final String INES = Accounts.INES.accountId();
        private static final String ENGINEERING = Accounts.groupId("engineering");

        @TempDir private Path folder;
        private final SettableClock clock = new SettableClock();
        private Simulator atlassian;
        private SiteControl site;
        private Instance kbsync;
        private String top;
        private String below;

        abstract String by();

        @BeforeEach
        void start() {
            atlassian = Simulator.start(SimulatorOptions.bare().clock(clock));
            site = atlassian.control().site();
            site.addSpace("ENG", "Engineering");
            kbsync =
                    Instance.in(folder)
                            .clock(clock)
                            .atlassian(atlassian)
                            .site(atlassian.sites().get(0))
                            .set("kbsync.sites.demo.restricted", "include")
                            .set("kbsync.listing.by", by())
                            .start();
            top = site.addPage("ENG", "Top", "<p>t</p>");
            below = site.addPage("ENG", "Below", "<p>b</p>", top);
            site.restrict(top, List.of(OWN), List.of("engineering"));
            site.restrict(below, List.of(OWN, INES), List.of());
        }

        @AfterEach
        void stop() {
            kbsync.close();
            atlassian.close();
        }

        @Test
        void aDocumentNamesItsReadersLevelByLevel() {
            String open = site.addPage("ENG", "Open", "<p>o</p>");

            assertThat(kbsync.changes().total().delivered()).isEqualTo(3);

            assertThat(kbsync.file(below))
                    .contains(
                            """
                            restricted: true
                            readers_1:
                              - "user %s Robin Sato"
                              - "group %s engineering"
                            readers_2:
                              - "user %s Robin Sato"
                              - "user %s Inês Almeida"
                            ---
                            """
                                    .formatted(OWN, ENGINEERING, OWN, INES));
            assertThat(kbsync.file(top)).contains("readers_1:").doesNotContain("readers_2");
            assertThat(kbsync.file(open)).doesNotContain("restricted", "readers");
        }

        @Test
        void aPageIsDeliveredAnewWhenItsReadersChange() {
            kbsync.changes();
            assertThat(kbsync.full().total().delivered()).isZero();

            site.restrict(top, List.of(OWN), List.of("support"));
            assertThat(kbsync.full().total().delivered()).isEqualTo(2);
            assertThat(kbsync.file(below))
                    .contains(Accounts.groupId("support"))
                    .doesNotContain(ENGINEERING);

            site.unrestrict(top);
            site.unrestrict(below);
            assertThat(kbsync.full().total().delivered()).isEqualTo(2);
            assertThat(kbsync.file(below)).doesNotContain("restricted");
        }

        @Test
        void aPageWhoseReadersCannotBeToldIsTakenBack() {
            kbsync.changes();

            // So many that Confluence does not send them all.
            List<String> many =
                    java.util.stream.IntStream.range(0, 250)
                            .mapToObj(number -> "712020:" + number)
                            .collect(java.util.stream.Collectors.toList());
            many.add(OWN);
            site.restrict(top, many, List.of());
            RunReport report = kbsync.full();

            assertThat(report.total().skipped()).isEqualTo(2);
            assertThat(report.total().removed()).isEqualTo(2);
            assertThat(kbsync.files()).isEmpty();
        }
    }
}
