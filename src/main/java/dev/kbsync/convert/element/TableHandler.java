package dev.kbsync.convert.element;

import dev.kbsync.convert.handling.Conversion;
import dev.kbsync.convert.handling.ElementHandler;
import dev.kbsync.convert.handling.Elements;
import dev.kbsync.convert.tree.Mark;
import dev.kbsync.page.Census.Treatment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * A table. Its first rows are the header if all their cells are, or if they stand in {@code thead};
 * without one the header stays empty, as Markdown demands one. Other header cells are strong. What
 * strays between rows comes before the table; inside a cell a table becomes lines, and inside of
 * that one its rows are marked off.
 *
 * <pre>{@code
 * <table><colgroup>...</colgroup><tbody>
 *   <tr><th><p>header</p></th>...</tr>
 *   <tr><td rowspan="2" colspan="2">anything</td>...</tr>
 * </tbody></table>
 * }</pre>
 */
public final class TableHandler implements ElementHandler {

    private static final Set<String> PARTS = Set.of("thead", "tbody", "tfoot");
    private static final Set<String> CELLS = Set.of("th", "td");

    @Override
    public Set<String> names() {
        return Set.of("table");
    }

    @Override
    public Treatment handle(Element element, Conversion page) {
        List<Element> rows = new ArrayList<>();
        page.flow().boundary();
        collect(element, rows, page);
        page.flow().boundary();
        if (page.flow().takesBlocks()) {
            TableBlock table = table(withoutTitle(rows, page), page);
            if (table.getFirstChild() != null) {
                page.flow().block(table);
            }
        } else {
            rows.stream().filter(Elements::hasContent).forEach(row -> lines(row, page));
        }
        return Treatment.RENDERED;
    }

    private static void collect(Element part, List<Element> rows, Conversion page) {
        for (Node child : part.childNodes()) {
            String name = child.nodeName().toLowerCase(Locale.ROOT);
            if (name.equals("tr")) {
                rows.add((Element) child);
            } else if (PARTS.contains(name)) {
                collect((Element) child, rows, page);
            } else {
                page.convert(child);
            }
        }
    }

    /** A single cell above the real header is the table's title, and stands before the table. */
    private static List<Element> withoutTitle(List<Element> rows, Conversion page) {
        boolean titled =
                rows.size() > 2
                        && isHeader(rows.get(0))
                        && cells(rows.get(0)).size() == 1
                        && isHeader(rows.get(1))
                        && cells(rows.get(1)).size() > 1;
        if (!titled) {
            return rows;
        }
        page.flow().paragraph(() -> content(cells(rows.get(0)).get(0), true, page));
        return rows.subList(1, rows.size());
    }

    private static TableBlock table(List<Element> rows, Conversion page) {
        TableGrid grid = new TableGrid(page);
        int headers = headers(rows);
        for (int i = 0; i < rows.size(); i++) {
            List<Element> cells = cells(rows.get(i));
            boolean header = i < headers;
            grid.beginRow(header, rows.size() - i);
            for (Element cell : cells) {
                boolean strong = !header && cell.normalName().equals("th");
                grid.add(cell, page.flow().cell(() -> content(cell, strong, page)));
            }
            grid.endRow();
        }
        return grid.table();
    }

    /**
     * How many rows the header has. A single header cell below the first row heads a section, and a
     * table of nothing but header cells has one header row.
     */
    private static int headers(List<Element> rows) {
        int headers = 0;
        while (headers < rows.size() && isHeader(rows.get(headers))) {
            if (headers > 0 && cells(rows.get(headers)).size() == 1) {
                return headers;
            }
            headers++;
        }
        return headers == rows.size() ? Math.min(headers, 1) : headers;
    }

    private static boolean isHeader(Element row) {
        List<Element> cells = cells(row);
        Element part = row.parent();
        boolean inHead = part != null && part.normalName().equals("thead");
        boolean allHeaders = cells.stream().allMatch(cell -> cell.normalName().equals("th"));
        return !cells.isEmpty() && (inHead || allHeaders);
    }

    /** The row's cells; whatever else stands in a row is taken for one. */
    private static List<Element> cells(Element row) {
        List<Element> cells = new ArrayList<>(row.childNodeSize());
        for (int i = 0; i < row.childNodeSize(); i++) {
            if (row.childNode(i) instanceof TextNode text && !text.isBlank()) {
                text.wrap("<td></td>");
            }
            if (row.childNode(i) instanceof Element cell) {
                cells.add(cell);
            }
        }
        return cells;
    }

    private static void content(Element cell, boolean strong, Conversion page) {
        Runnable children =
                CELLS.contains(cell.normalName())
                        ? () -> page.children(cell)
                        : () -> page.convert(cell);
        Runnable content =
                isStruckOut(cell)
                        ? () -> page.flow().marked(Mark.STRIKETHROUGH, children)
                        : children;
        if (strong) {
            page.flow().marked(Mark.STRONG, content);
        } else {
            content.run();
        }
    }

    /** Cells, rows and parts of tables are not converted one by one, as other elements are. */
    private static boolean isStruckOut(Element inTable) {
        Element outer = inTable.parent();
        return Elements.isStruckOut(inTable)
                || (outer != null && !outer.normalName().equals("table") && isStruckOut(outer));
    }

    private static void lines(Element row, Conversion page) {
        page.flow().boundary();
        if (!page.flow().takesLines()) {
            page.flow().lead("•");
        }
        List<Element> cells = cells(row);
        for (int i = 0; i < cells.size(); i++) {
            Element cell = cells.get(i);
            page.flow().text(i == 0 ? "" : " | ");
            page.flow().line(() -> content(cell, false, page));
        }
        page.flow().boundary();
    }
}
