package dev.kbsync.retrieval.question;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.retrieval.page.SourcePages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuestionsTest {

    @TempDir Path folder;

    private List<Question> questions(String storage) throws IOException {
        Files.writeString(folder.resolve("kiln.xhtml"), storage);
        return Questions.of(SourcePages.of(List.of(folder)));
    }

    /** Kind, query, what must stand beside the answer, and the answer. */
    private static List<String> told(List<Question> questions) {
        return questions.stream()
                .map(
                        question ->
                                question.kind()
                                        + ": "
                                        + question.query()
                                        + " "
                                        + question.context()
                                        + " -> "
                                        + question.answer())
                .toList();
    }

    @Test
    void aCellIsAskedForByItsRowAndColumn() throws IOException {
        assertThat(
                        told(
                                questions(
                                        """
                                        <table><tbody>
                                        <tr><th>Program</th><th>Top</th><th>Hold</th></tr>
                                        <tr><td>Biscuit</td><td>1000&nbsp;°C</td><td>ten minutes</td></tr>
                                        <tr><td><strong>Raku</strong></td><td><p>980 °C</p></td><td/></tr>
                                        </tbody></table>
                                        """)))
                .containsExactlyInAnyOrder(
                        "CELL: Biscuit Top [Biscuit, Top] -> 1000 °C",
                        "CELL: Biscuit Hold [Biscuit, Hold] -> ten minutes",
                        "CELL: Raku Top [Raku, Top] -> 980 °C");
    }

    @Test
    void aCellThatSpansRowsAnswersForEachOfThem() throws IOException {
        assertThat(
                        told(
                                questions(
                                        """
                                        <table><tbody>
                                        <tr><th>Program</th><th>Kiln</th></tr>
                                        <tr><td>Biscuit</td><td rowspan="2">the big one</td></tr>
                                        <tr><td>Raku</td></tr>
                                        </tbody></table>
                                        """)))
                .containsExactlyInAnyOrder(
                        "CELL: Biscuit Kiln [Biscuit, Kiln] -> the big one",
                        "CELL: Raku Kiln [Raku, Kiln] -> the big one");
    }

    @Test
    void aRowOfHeaderAndValueNeedsNoColumn() throws IOException {
        assertThat(told(questions("<table><tr><th>Owner</th><td>the house</td></tr></table>")))
                .containsExactly("CELL: Owner [Owner] -> the house");
    }

    @Test
    void rowsAndColumnsCalledAlikeAreNotAskedFor() throws IOException {
        assertThat(
                        questions(
                                """
                                <table><tbody>
                                <tr><th>Program</th><th>Top</th><th>Top</th></tr>
                                <tr><td>Biscuit</td><td>1000</td><td>1010</td></tr>
                                <tr><td>Biscuit</td><td>1020</td><td>1030</td></tr>
                                </tbody></table>
                                """))
                .isEmpty();
    }

    @Test
    void aSectionIsAskedForByItsHeading() throws IOException {
        assertThat(
                        told(
                                questions(
                                        """
                                        <p>This stands before all headings.</p>
                                        <h2>Loading</h2><p>Leave room between the pots.</p>
                                        <h2>Empty</h2>
                                        <h2>Unloading</h2><ul><li><p>Wait for one day.</p></li></ul>
                                        """)))
                .containsExactlyInAnyOrder(
                        "SECTION: Loading [Loading] -> Leave room between the pots.",
                        "SECTION: Unloading [Unloading] -> Wait for one day.");
    }

    @Test
    void headingsCalledAlikeAreAskedForUnderTheOnesAbove() throws IOException {
        assertThat(
                        told(
                                questions(
                                        """
                                        <h1>Biscuit</h1><h2>Loading</h2><p>Pots may touch each other.</p>
                                        <h1>Glost</h1><h2>Loading</h2><p>Pots must not touch.</p>
                                        """)))
                .containsExactlyInAnyOrder(
                        "SECTION: Biscuit Loading [Loading] -> Pots may touch each other.",
                        "SECTION: Glost Loading [Loading] -> Pots must not touch.");
    }

    @Test
    void aHeadingInAListHeadsNothingBehindTheList() throws IOException {
        assertThat(
                        told(
                                questions(
                                        """
                                        <h1>Loading</h1><ul><li><h2>Shelves</h2></li></ul>
                                        <p>Leave room between the pots.</p>
                                        """)))
                .containsExactly("SECTION: Loading [Loading] -> Leave room between the pots.");
    }

    @Test
    void codeIsAskedForByTheSentenceBeforeIt() throws IOException {
        assertThat(
                        told(
                                questions(
                                        """
                                        <p>The kiln has an address. Ask it how it is:</p>\
                                        <ac:structured-macro ac:name="code">\
                                        <ac:parameter ac:name="language">bash</ac:parameter>\
                                        <ac:plain-text-body><![CDATA[kilnctl <status>]]></ac:plain-text-body>\
                                        </ac:structured-macro>
                                        """)))
                .containsExactly(
                        "CODE: Ask it how it is: [Ask it how it is:] -> kilnctl <status>\n");
    }

    @Test
    void aCalloutAndAnExpandAreAskedForByTheirTitles() throws IOException {
        String macro =
                """
                <ac:structured-macro ac:name="%s"><ac:parameter ac:name="title">%s</ac:parameter>\
                <ac:rich-text-body><p>%s</p></ac:rich-text-body></ac:structured-macro>
                """;
        assertThat(
                        told(
                                questions(
                                        macro.formatted("warning", "Alarm", "Leave the door shut.")
                                                + macro.formatted(
                                                        "expand",
                                                        "Why?",
                                                        "It would crack the pots.")
                                                + macro.formatted(
                                                        "info", "", "This one has no title."))))
                .containsExactlyInAnyOrder(
                        "CALLOUT: Alarm [Alarm] -> Leave the door shut.",
                        "CALLOUT: Why? [Why?] -> It would crack the pots.");
    }

    @Test
    void aLinkIsAskedForByItsText() throws IOException {
        Files.writeString(folder.resolve("glazes.xhtml"), "<p>Weigh twice.</p>");
        List<Question> questions =
                questions(
                        """
                        <p>See <a href="https://cones.example/chart?x=1">the chart</a>,
                        <ac:link><ri:page ri:content-title="glazes"/><ac:link-body>our recipes</ac:link-body></ac:link>
                        and <ac:link><ri:page ri:content-title="nowhere"/><ac:link-body>nothing</ac:link-body></ac:link>
                        or <a href="https://cones.example/all?y=1">https://cones.example/all?y=1</a>.</p>
                        <ac:structured-macro ac:name="app"><ac:parameter ac:name="x"><a href="https://app.example">hidden</a></ac:parameter></ac:structured-macro>
                        """);
        assertThat(told(questions))
                .containsExactlyInAnyOrder(
                        "LINK: the chart [] -> the chart", "LINK: our recipes [] -> our recipes");
        assertThat(questions)
                .allSatisfy(q -> assertThat(q.asked().title()).isEqualTo("kiln"))
                .anySatisfy(
                        q -> {
                            assertThat(q.addresses()).containsExactly("cones.example/chart");
                            assertThat(q.found().title()).isEqualTo("kiln");
                        })
                .anySatisfy(
                        q -> {
                            assertThat(q.addresses()).anyMatch(a -> a.endsWith("/glazes"));
                            assertThat(q.found().title()).isEqualTo("glazes");
                        });
    }

    @Test
    void whatIsIncludedIsAskedForUnderTheHeadingOfItsHost() throws IOException {
        Files.writeString(
                folder.resolve("glazes.xhtml"), "<p>Weigh every powder twice, not once.</p>");
        List<Question> questions =
                questions(
                        """
                        <h2>Next</h2><ac:structured-macro ac:name="include"><ac:parameter ac:name="">\
                        <ac:link><ri:page ri:content-title="glazes"/></ac:link></ac:parameter></ac:structured-macro>
                        """);
        assertThat(told(questions))
                .containsExactly(
                        "INCLUDE: Next Weigh every powder twice, not []"
                                + " -> Weigh every powder twice, not once.");
        assertThat(questions.get(0).found().title()).isEqualTo("kiln");
    }

    @Test
    void aPageGivesAtMostTwentyQuestionsOfAKindAndTheSameEachTime() throws IOException {
        StringBuilder storage = new StringBuilder();
        IntStream.range(0, 50)
                .forEach(
                        n ->
                                storage.append(
                                        "<h2>Step %d</h2><p>Pots of shelf %d go in.</p>"
                                                .formatted(n, n)));
        List<Question> questions = questions(storage.toString());
        assertThat(questions).hasSize(20);
        assertThat(told(questions(storage.toString()))).isEqualTo(told(questions));
    }
}
