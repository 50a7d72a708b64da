package dev.kbsync.retrieval.question;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jsoup.nodes.Element;

/** The cells of a table by row and column; one that spans several is in each of them. */
final class Grid {

    private static final int MOST_SPAN = 100;

    private final List<TreeMap<Integer, Element>> rows = new ArrayList<>();

    Grid(Element table) {
        List<Element> lines =
                table.select("tr").stream()
                        .filter(row -> table.equals(row.closest("table")))
                        .toList();
        lines.forEach(line -> rows.add(new TreeMap<>()));
        for (int row = 0; row < lines.size(); row++) {
            int column = 0;
            for (Element cell : lines.get(row).children()) {
                while (rows.get(row).containsKey(column)) {
                    column++;
                }
                place(cell, row, column);
            }
        }
    }

    private void place(Element cell, int row, int column) {
        int last = Math.min(rows.size(), row + span(cell, "rowspan"));
        for (int r = row; r < last; r++) {
            for (int c = column; c < column + span(cell, "colspan"); c++) {
                rows.get(r).putIfAbsent(c, cell);
            }
        }
    }

    private static int span(Element cell, String attribute) {
        String value = cell.attr(attribute);
        return value.matches("[1-9][0-9]{0,3}") ? Math.min(Integer.parseInt(value), MOST_SPAN) : 1;
    }

    /** The rows, each with its cells from left to right. */
    List<List<Element>> rows() {
        return rows.stream().map(row -> List.copyOf(row.values())).toList();
    }
}
