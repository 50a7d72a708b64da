package dev.kbsync.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.page.PageWork.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What travels through the routes with a whole body is cheap to look up. */
class CarriersTest {

    private static final PageRef REF = TestPages.page("123");

    @Test
    void theHashOfWhatHoldsAWholeBodyIsMadeWithoutIt() {
        PageWork work = new PageWork(REF, Verdict.UPSERT, "", true, "one", List.of("file"), "a.md");

        assertThat(work.hashCode()).isEqualTo(work.withBody("two").hashCode());
        assertThat(work).isNotEqualTo(work.withBody("two"));
        assertThat(new Page(REF, "one")).hasSameHashCodeAs(new Page(REF, "two"));
        assertThat(document("one")).hasSameHashCodeAs(document("two"));
        assertThat(delivery("one")).hasSameHashCodeAs(delivery("two"));
    }

    private static Document document(String text) {
        return new Document(REF, Format.MARKDOWN, text, text, List.of(), Census.EMPTY);
    }

    private static Delivery delivery(String content) {
        return new Delivery(
                REF.documentId(),
                "key",
                REF,
                "demo",
                "a.md",
                List.of(),
                List.of(),
                document(content),
                content,
                "");
    }
}
