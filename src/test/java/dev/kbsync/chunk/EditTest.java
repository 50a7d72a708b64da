package dev.kbsync.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.page.Chunk;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An edit changes few chunks, wherever it is on however long a page. */
class EditTest {

    @Test
    void editsOfTheSamplesChangeAboutOneChunkEach() throws IOException {
        EditMeasure measure = new EditMeasure();
        List<String> samples = AnyPageIsCutTest.samples();
        for (int i = 0; i < samples.size(); i += 10) {
            measure.page(String.join("", samples.subList(i, Math.min(samples.size(), i + 10))));
        }

        assertThat(measure.all().size()).isGreaterThan(100);
        // Some words are shown more than once: a column's heading, what is included elsewhere.
        assertThat(measure.mean(Edit.CHANGE_A_WORD)).isLessThan(1.25);
        assertThat(measure.all()).allMatch(count -> count <= 8);
    }

    @Test
    void whatIsAddedAtTheTopOfALongSectionDoesNotChangeAllBelow() {
        List<String> paragraphs = paragraphs();
        List<Chunk> before = Cuts.chunks(String.join("", paragraphs), 400);
        Set<String> known = before.stream().map(Chunk::hash).collect(Collectors.toSet());

        assertThat(before).hasSizeGreaterThan(40);
        for (int words = 1; words < 200; words += 10) {
            String added = "<p>" + "added ".repeat(words) + "</p>" + String.join("", paragraphs);
            assertThat(Cuts.chunks(added, 400))
                    .filteredOn(chunk -> !known.contains(chunk.hash()))
                    .hasSizeLessThan(10);
        }
    }

    @Test
    void chunksOfALongSectionAreWellFilled() {
        List<Chunk> chunks = Cuts.chunks(String.join("", paragraphs()), 400);

        assertThat(chunks.stream().mapToInt(Chunk::tokens).average().orElse(0)).isGreaterThan(270);
    }

    private static List<String> paragraphs() {
        Random random = new Random(3);
        return IntStream.range(0, 300)
                .mapToObj(
                        i ->
                                random.ints(10 + random.nextInt(60), 0, 1000)
                                        .mapToObj(n -> "word" + n)
                                        .collect(Collectors.joining(" ", "<p>", ".</p>")))
                .toList();
    }
}
