package dev.kbsync.convert.element;

import dev.kbsync.convert.handling.Conversion;
import dev.kbsync.convert.tree.CellContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableBody;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.Node;
import org.jsoup.nodes.Element;

/**
 * Lays cells out in rows and columns. A merged cell's content is repeated wherever it reaches, as
 * long as the page's budget lasts, so that every row can be read by itself. What fills a whole row
 * is there once. Several header rows become one, as Markdown knows no more.
 */
final class TableGrid {

    /** What HTML allows. */
    private static final int MAX_COLUMNS_SPANNED = 1000;

    /** What the bars around a cell cost. */
    private static final int CELL = 4;

    private final Conversion page;
    private final List<List<CellContent>> rows = new ArrayList<>();
    private int headers;
    private int width;

    /** What reaches down from the rows above, by column. */
    private final TreeMap<Integer, Reaching> reaching = new TreeMap<>();

    private List<CellContent> row = new ArrayList<>();
    private boolean isHeader;
    private int rowsLeft;
    private boolean cut;

    private record Reaching(CellContent content, int rows) {}

    TableGrid(Conversion page) {
        this.page = page;
    }

    /** Begins a row. Header rows come first. */
    void beginRow(boolean header, int rowsToTheEnd) {
        isHeader = header;
        row = new ArrayList<>();
        rowsLeft = rowsToTheEnd;
    }

    void add(Element cell, CellContent content) {
        while (reaching.containsKey(row.size())) {
            repeatFromAbove(row.size());
        }
        int columns = Math.min(Math.max(span(cell, "colspan"), 1), MAX_COLUMNS_SPANNED);
        int rowsSpanned = span(cell, "rowspan");
        int below = (rowsSpanned == 0 ? rowsLeft : Math.min(rowsSpanned, rowsLeft)) - 1;
        for (int i = 0; i < columns && (i == 0 || mayRepeat(content, 0)); i++) {
            if (below > 0) {
                reaching.put(row.size(), new Reaching(content, below));
            }
            row.add(content);
        }
    }

    void endRow() {
        while (true) {
            Integer column = reaching.ceilingKey(row.size());
            if (column == null) {
                break;
            }
            repeatFromAbove(column);
        }
        width = Math.max(width, row.size());
        if (!row.isEmpty()) {
            rows.add(row);
            headers += isHeader ? 1 : 0;
        }
    }

    private void repeatFromAbove(int column) {
        Map.Entry<Integer, Reaching> entry = reaching.floorEntry(column);
        Reaching above = entry.getValue();
        reaching.remove(column);
        if (!mayRepeat(above.content, column - row.size())) {
            return;
        }
        while (row.size() < column) {
            row.add(CellContent.EMPTY);
        }
        row.add(above.content);
        if (above.rows > 1) {
            reaching.put(column, new Reaching(above.content, above.rows - 1));
        }
    }

    private boolean mayRepeat(CellContent content, int emptyBefore) {
        if (page.budget().spend(content.size() + (long) CELL * (emptyBefore + 1))) {
            return true;
        }
        if (!cut) {
            page.warn("a table repeats so much that its merged cells are not repeated any more");
        }
        cut = true;
        return false;
    }

    /** How far a cell reaches; 0 rows mean all that follow. */
    private static int span(Element cell, String attribute) {
        String value = cell.attr(attribute).strip();
        if (value.isEmpty()) {
            return 1;
        }
        try {
            return Math.max(Integer.parseInt(value), 0);
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    TableBlock table() {
        TableBlock table = new TableBlock();
        if (width == 0) {
            return table;
        }
        TableHead head = new TableHead();
        head.appendChild(row(header(), true));
        table.appendChild(head);
        TableBody body = new TableBody();
        for (List<CellContent> cells : rows.subList(headers, rows.size())) {
            body.appendChild(row(once(cells), false));
        }
        if (body.getFirstChild() != null) {
            table.appendChild(body);
        }
        return table;
    }

    /** The header rows, merged downwards. */
    private List<CellContent> header() {
        List<CellContent> merged = new ArrayList<>();
        for (List<CellContent> cells : rows.subList(0, headers)) {
            List<CellContent> present = once(cells);
            for (int i = 0; i < present.size(); i++) {
                CellContent cell = present.get(i).asHeader();
                if (i < merged.size()) {
                    merged.set(i, merged.get(i).above(cell));
                } else {
                    merged.add(cell);
                }
            }
        }
        return merged;
    }

    /** A row that one cell fills from side to side holds its content once. */
    private List<CellContent> once(List<CellContent> cells) {
        CellContent first = cells.get(0);
        boolean whole =
                cells.size() == width && cells.stream().allMatch(cell -> cell.equals(first));
        return whole ? List.of(first) : cells;
    }

    /** A header needs all columns; other rows may stay short where to fill them is too much. */
    private Node row(List<CellContent> cells, boolean header) {
        TableRow row = new TableRow();
        for (CellContent content : cells) {
            TableCell cell = new TableCell();
            cell.setHeader(header);
            page.flow().fill(cell, content);
            row.appendChild(cell);
        }
        int missing = width - cells.size();
        if (header || page.budget().spend((long) CELL * missing)) {
            for (int i = 0; i < missing; i++) {
                TableCell cell = new TableCell();
                cell.setHeader(header);
                row.appendChild(cell);
            }
        }
        return row;
    }
}
