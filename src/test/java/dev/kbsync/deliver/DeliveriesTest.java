package dev.kbsync.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.kbsync.page.Census;
import dev.kbsync.page.ConverterTag;
import dev.kbsync.page.Delivery;
import dev.kbsync.page.Document;
import dev.kbsync.page.Format;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageRef.Ancestor;
import dev.kbsync.page.PageWork;
import dev.kbsync.page.PageWork.Verdict;
import dev.kbsync.page.Readers;
import dev.kbsync.page.TestPages;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DeliveriesTest {

    private final Deliveries deliveries = new Deliveries(new ConverterTag("c1"));

    private final PageRef restricted =
            TestPages.readers(
                    TestPages.below(
                            TestPages.page("42"),
                            new Ancestor("1", "A / B"),
                            new Ancestor("2", "C")),
                    new Readers(
                            "1",
                            "A / B",
                            List.of(new Readers.User("712020:a", "Ada\nOnly for: everybody")),
                            List.of(new Readers.Group("g-1", "engineering"))));

    /** Routes call them by name alone, and Camel does not choose between two of a name. */
    @Test
    void noMethodHasTheNameOfAnother() {
        assertThat(
                        Stream.of(Deliveries.class.getDeclaredMethods())
                                .filter(method -> Modifier.isPublic(method.getModifiers()))
                                .map(Method::getName))
                .doesNotHaveDuplicates();
    }

    @Test
    void jsonTellsWhoMayReadADocumentAndWhatIsAboveIt() {
        assertThat(deliveries.json(delivery(restricted, Format.MARKDOWN, "text")))
                .contains(
                        entry("restricted", true),
                        entry("ancestors", List.of("A / B", "C")),
                        entry(
                                "readers",
                                List.of(
                                        Map.of(
                                                "page",
                                                Map.of("id", "1", "name", "A / B"),
                                                "users",
                                                List.of(
                                                        Map.of(
                                                                "id",
                                                                "712020:a",
                                                                "name",
                                                                "Ada\nOnly for: everybody")),
                                                "groups",
                                                List.of(
                                                        Map.of(
                                                                "id",
                                                                "g-1",
                                                                "name",
                                                                "engineering"))))));
    }

    @Test
    void anOpenDocumentTellsNothingOfReaders() {
        assertThat(deliveries.json(delivery(TestPages.page("42"), Format.MARKDOWN, "text")))
                .doesNotContainKeys("restricted", "readers");
    }

    @Test
    void plainTextTellsWhoMayReadItInALineThatNamesCannotBreak() {
        assertThat(delivery(restricted, Format.TEXT, "text\n").content())
                .isEqualTo(
                        """
                        Page 42
                        https://example.atlassian.net/wiki/spaces/ENG/pages/42
                        Only for: user 712020:a Ada Only for: everybody, group g-1 engineering

                        text
                        """);
    }

    @Test
    void theKeyIsTheSameForTheSameDocumentOnly() {
        PageRef page = TestPages.page("42");
        String key = delivery(page, Format.MARKDOWN, "text").key();

        assertThat(delivery(TestPages.page("42"), Format.MARKDOWN, "text").key()).isEqualTo(key);
        assertThat(delivery(page, Format.MARKDOWN, "what it includes changed").key())
                .isNotEqualTo(key);
        assertThat(delivery(TestPages.version(page, 2), Format.MARKDOWN, "text").key())
                .isNotEqualTo(key);
    }

    @Test
    void removalsOfTwoVersionsHaveTwoKeys() {
        PageRef page = TestPages.page("42");
        String key = removal(page).key();

        assertThat(removal(TestPages.page("42")).key()).isEqualTo(key);
        assertThat(removal(TestPages.version(page, 2)).key()).isNotEqualTo(key);
    }

    private Delivery removal(PageRef ref) {
        PageWork work = new PageWork(ref, Verdict.REMOVE, "", true, "", List.of("file"), "a.md");
        return deliveries.of(work, "acme", null);
    }

    @Test
    void allThatAPageSaysOfItselfIsOneFieldWhereEachNameWouldBeOne() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("owner", "Ada: the first");
        properties.put("state", "done");
        PageRef saying = TestPages.page("42").saying(properties);

        Map<String, Object> gathered =
                Deliveries.gathered(deliveries.json(delivery(saying, Format.MARKDOWN, "text")));

        assertThat(gathered)
                .containsEntry("properties", List.of("owner: Ada: the first", "state: done"))
                .containsEntry("title", "Page 42")
                .doesNotContainKeys("property.owner", "property.state");
        assertThat(
                        Deliveries.gathered(
                                deliveries.json(
                                        delivery(TestPages.page("42"), Format.MARKDOWN, "text"))))
                .doesNotContainKey("properties");
    }

    private Delivery delivery(PageRef ref, Format format, String text) {
        PageWork work = new PageWork(ref, Verdict.UPSERT, "", true, "", List.of("file"), "a.md");
        return deliveries.of(
                work, "acme", new Document(ref, format, text, text, List.of(), Census.EMPTY));
    }
}
