package dev.kbsync.retrieval.question;

import dev.kbsync.retrieval.page.SourcePage;
import dev.kbsync.retrieval.page.StorageText;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Asks for a cell by the first cell of its row and the header of its column; by the first cell
 * alone where there is no row of headers.
 */
final class CellQuestions implements QuestionMaker {

    private static final int MOST_WORDS = 40;

    @Override
    public List<Question> questions(SourcePage page, Document tree, Random random) {
        List<Question> questions = new ArrayList<>();
        for (Element table : tree.select("table")) {
            if (table.parents().select("table").isEmpty()) {
                String under = Outline.headingAbove(table, tree, page.title());
                questions.addAll(new Table(page, under, new Grid(table).rows()).questions());
            }
        }
        return questions;
    }

    private record Table(SourcePage page, String under, List<List<Element>> rows) {

        List<Question> questions() {
            boolean headed = !rows.isEmpty() && rows.get(0).stream().allMatch(Table::isHeader);
            boolean headedTwice = rows.size() > 1 && rows.get(1).stream().allMatch(Table::isHeader);
            if (headedTwice) {
                return List.of();
            }
            return rows.stream()
                    .skip(headed ? 1 : 0)
                    .flatMap(row -> headed ? byColumn(row) : byRowOnly(row))
                    .toList();
        }

        private Stream<Question> byColumn(List<Element> row) {
            List<Question> questions = new ArrayList<>();
            List<Element> headers = rows.get(0);
            for (int column = 1; column < Math.min(row.size(), headers.size()); column++) {
                if (isAlone(headers.get(column), headers)) {
                    question(row, row.get(column), StorageText.of(headers.get(column)))
                            .forEach(questions::add);
                }
            }
            return questions.stream();
        }

        private Stream<Question> byRowOnly(List<Element> row) {
            boolean pair = row.size() == 2 && isHeader(row.get(0)) && !isHeader(row.get(1));
            return pair ? question(row, row.get(1), "") : Stream.of();
        }

        private Stream<Question> question(List<Element> row, Element cell, String column) {
            Element first = row.get(0);
            List<Element> firsts =
                    rows.stream().filter(r -> !r.isEmpty()).map(r -> r.get(0)).toList();
            boolean clear =
                    !first.equals(cell)
                            && StorageText.isPlain(cell)
                            && isAlone(first, firsts)
                            && row.stream().filter(cell::equals).count() == 1;
            String header = StorageText.of(first);
            String text = StorageText.of(cell);
            return clear && isAnswer(text, header + " " + column)
                    ? Stream.of(
                            new Question(
                                    Kind.CELL,
                                    (header + " " + column).strip(),
                                    under,
                                    column.isEmpty() ? List.of(header) : List.of(header, column),
                                    text,
                                    page))
                    : Stream.of();
        }

        /** Something to find that is not said by the question. */
        private static boolean isAnswer(String text, String query) {
            Words words = Words.of(text);
            return words.length() >= 2
                    && words.count() <= MOST_WORDS
                    && !Words.of(query).contains(words);
        }

        /** Whether no other cell says the same. */
        private static boolean isAlone(Element cell, List<Element> all) {
            Words words = Words.of(StorageText.of(cell));
            return words.length() > 0
                    && words.count() <= MOST_WORDS
                    && StorageText.isPlain(cell)
                    && all.stream()
                                    .filter(other -> Words.of(StorageText.of(other)).equals(words))
                                    .count()
                            == 1;
        }

        private static boolean isHeader(Element cell) {
            return cell.tagName().equals("th");
        }
    }
}
