package dev.kbsync.listing.choice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import dev.kbsync.Instance;
import dev.kbsync.SettableClock;
import dev.kbsync.page.Leg;
import dev.kbsync.page.Listed;
import dev.kbsync.page.PageRef.ContentType;
import dev.kbsync.page.ResultPage;
import dev.kbsync.page.Scan.Position;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.control.SiteControl;
import dev.kbsync.simulator.faults.Fault;
import dev.kbsync.simulator.faults.FaultKind;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked for by id comes once and as what it is, whichever way a site is listed. */
class ListingByIdIT {

    @Nested
    class BySearch extends Contract {
        @Override
        String by() {
            return "search";
        }
    }

    @Nested
    class BySpace extends Contract {
        @Override
        String by() {
            return "spaces";
        }

        @Test
        void eachKindIsAskedForOnce() {
            atlassian.control().resetStats();
            byId(new Leg.Confirm(List.of(page, post, file)));
            assertThat(atlassian.control().requests("GET /wiki/api/v2/pages")).isEqualTo(1);
            assertThat(atlassian.control().requests("GET /wiki/api/v2/blogposts")).isEqualTo(1);
        }

        @Test
        void aSpaceThatFitsIsOnePageOfResultsWithItsBlogPosts() {
            ResultPage whole = byId(Leg.whole("ENG", true));

            assertThat(whole.rows()).extracting(row -> row.ref().contentId()).contains(page, post);
            assertThat(whole.cursor()).isNull();
        }
    }

    abstract static class Contract {

        @TempDir private Path folder;
        Simulator atlassian;
        String page;
        String post;
        String file;
        private SiteControl site;
        private Instance kbsync;
        private SiteListings listings;

        abstract String by();

        @BeforeEach
        void start() {
            SettableClock clock = new SettableClock();
            atlassian = Simulator.start(SimulatorOptions.bare().clock(clock));
            atlassian.control().faults(Fault.always(FaultKind.STRICT_STATUS));
            site = atlassian.control().site();
            site.addSpace("ENG", "Engineering");
            page = site.addPage("ENG", "Page", "<p>p</p>");
            post =
                    site.add(
                            dev.kbsync.simulator.content.ContentType.BLOGPOST,
                            "ENG",
                            "Post",
                            "<p>b</p>",
                            null);
            file = site.attach(page, "file.txt", "text/plain", "f".getBytes(UTF_8));
            kbsync =
                    Instance.in(folder)
                            .clock(clock)
                            .atlassian(atlassian)
                            .site(atlassian.sites().get(0))
                            .set("kbsync.listing.by", by())
                            .set("kbsync.sites.demo.attachments", "text")
                            .start();
            kbsync.full();
            listings = kbsync.bean(SiteListings.class);
        }

        @AfterEach
        void stop() {
            kbsync.close();
            atlassian.close();
        }

        ResultPage byId(Leg leg) {
            return listings.list("demo", new Position(leg, "", null, 0));
        }

        private static Tuple row(String id, ContentType type) {
            return tuple(id, type);
        }

        private void assertAll(List<Listed> rows) {
            assertThat(rows)
                    .extracting(row -> row.ref().contentId(), row -> row.ref().type())
                    .containsExactlyInAnyOrder(
                            row(page, ContentType.PAGE),
                            row(post, ContentType.BLOG_POST),
                            row(file, ContentType.ATTACHMENT));
        }

        @Test
        void everyKindComesOnceAndAsWhatItIs() {
            assertAll(byId(new Leg.Confirm(List.of(page, post, file))).rows());
            assertAll(byId(new Leg.Retry(List.of(file, post, page))).rows());
        }

        @Test
        void onlyWhatIsAskedForComes() {
            assertThat(byId(new Leg.Confirm(List.of(post))).rows())
                    .extracting(row -> row.ref().contentId())
                    .containsExactly(post);
            assertThat(byId(new Leg.Confirm(List.of(file))).rows())
                    .extracting(row -> row.ref().contentId())
                    .containsExactly(file);
        }

        @Test
        void bodiesAreFetchedOnce() {
            assertThat(listings.fetch("demo", List.of(post, page)))
                    .extracting(row -> row.ref().contentId(), Listed::storage)
                    .containsExactlyInAnyOrder(tuple(page, "<p>p</p>"), tuple(post, "<p>b</p>"));
            assertThat(listings.fetch("demo", List.of())).isEmpty();
        }

        @Test
        void whatIsGoneDoesNotComeAndHasAFate() {
            site.trash(post);
            site.archive(page);
            ResultPage gone = byId(new Leg.Confirm(List.of(page, post, file)));
            assertThat(gone.rows()).isEmpty();
            assertThat(gone.absence().fates()).containsKey(file);
            if (by().equals("spaces")) {
                assertThat(gone.absence().fates())
                        .contains(
                                entry(page, "it was archived"),
                                entry(post, "it was deleted and lies in the trash"));
            }
        }
    }
}
