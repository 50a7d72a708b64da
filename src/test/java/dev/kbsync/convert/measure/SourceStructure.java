package dev.kbsync.convert.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** How a page is built: headings, list items, table rows, each with its words. */
final class SourceStructure {

    private static final Set<String> LISTS = Set.of("ul", "ol", "ac:task-list");
    private static final Set<String> FLAT =
            Set.of("td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "ac:caption");

    private SourceStructure() {}

    static void collect(Node node, Facts facts) {
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (!(child instanceof Element element)) {
                continue;
            }
            String name = element.getTagName().toLowerCase(Locale.ROOT);
            if (name.equals("ac:parameter") || name.equals("ac:adf-fallback")) {
                continue;
            }
            boolean flat = FLAT.stream().anyMatch(one -> ancestors(element, one) > 0);
            if (name.matches("h[1-6]") && !flat) {
                String words = Words.normalized(SourceFacts.readable(element));
                if (!words.isEmpty()) {
                    facts.add(Kind.HEADING, name.charAt(1) + " " + words);
                }
            }
            if (!flat && (name.equals("li") || name.equals("ac:task"))) {
                String words = Words.normalized(ownText(element));
                int depth =
                        LISTS.stream().mapToInt(list -> ancestors(element, list)).sum()
                                - onlyIndented(element);
                if (!words.isEmpty()) {
                    facts.add(Kind.ITEM, depth + " " + words);
                }
            }
            if (!flat && name.equals("table")) {
                table(element, facts);
            }
            collect(element, facts);
        }
    }

    /** How many of the items around an item come first in their list and only indent another. */
    private static int onlyIndented(Element item) {
        int count = 0;
        for (Node up = item.getParentNode(); up != null; up = up.getParentNode()) {
            boolean first =
                    up.getNodeName().equals("li")
                            && cells(up.getParentNode()).get(0).isSameNode(up);
            boolean onlyList =
                    cells(up).size() == 1 && cells(up).get(0).getNodeName().matches("[uo]l");
            count += first && onlyList && ownText((Element) up).isEmpty() ? 1 : 0;
        }
        return count;
    }

    /** The words of an item or a task without those of the lists and tables in it. */
    static String ownText(Element item) {
        Element copy = (Element) item.cloneNode(true);
        for (String name :
                List.of("ul", "ol", "ac:task-list", "table", "pre", "ac:plain-text-body")) {
            while (copy.getElementsByTagName(name).getLength() > 0) {
                Node nested = copy.getElementsByTagName(name).item(0);
                nested.getParentNode().removeChild(nested);
            }
        }
        NodeList macros = copy.getElementsByTagName("ac:structured-macro");
        for (int i = macros.getLength() - 1; i >= 0; i--) {
            Element macro = (Element) macros.item(i);
            if (macro.getAttribute("ac:name").contains("block")) {
                macro.getParentNode().removeChild(macro);
            }
        }
        return SourceFacts.readable(copy).strip().replaceFirst("^\\[[ x]]", "");
    }

    private static void table(Element table, Facts facts) {
        List<Node> rows = new ArrayList<>();
        rows(table, rows);
        Map<Integer, Map<Integer, String>> grid = new TreeMap<>();
        for (int y = 0; y < rows.size(); y++) {
            int x = 0;
            for (Element cell : cells(rows.get(y))) {
                while (grid.getOrDefault(y, Map.of()).containsKey(x)) {
                    x++;
                }
                String words = Words.normalized(SourceFacts.readable(cell));
                int right = Math.min(number(cell, "colspan"), 1000);
                int down = Math.min(number(cell, "rowspan"), rows.size() - y);
                for (int dy = 0; dy < down; dy++) {
                    for (int dx = 0; dx < right; dx++) {
                        grid.computeIfAbsent(y + dy, unused -> new TreeMap<>()).put(x + dx, words);
                    }
                }
                x += right;
            }
        }
        grid.forEach(
                (y, row) -> {
                    List<Element> cells = y < rows.size() ? cells(rows.get(y)) : List.of();
                    boolean whole =
                            cells.size() == 1 && number(cells.get(0), "colspan") >= row.size();
                    List<String> words = List.copyOf(row.values());
                    facts.add(Kind.TABLE, row(whole ? words.subList(0, 1) : words));
                });
    }

    /** A row as a fact: its cells, empty ones at the end left out. */
    static String row(List<String> cells) {
        int end = cells.size();
        while (end > 0 && cells.get(end - 1).isEmpty()) {
            end--;
        }
        return String.join(" | ", cells.subList(0, end));
    }

    private static int number(Element element, String attribute) {
        String value = element.getAttribute(attribute).strip();
        return value.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(value) : 1;
    }

    static List<Element> cells(Node row) {
        List<Element> cells = new ArrayList<>();
        for (Node node = row.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element cell) {
                cells.add(cell);
            }
        }
        return cells;
    }

    static void rows(Node part, List<Node> rows) {
        for (Node node = part.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node.getNodeName().equals("tr")) {
                rows.add(node);
            } else if (Set.of("thead", "tbody", "tfoot").contains(node.getNodeName())) {
                rows(node, rows);
            }
        }
    }

    /** The table that a part of it belongs to. */
    static Node table(Node part) {
        return part.getNodeName().equals("table") || part.getParentNode() == null
                ? part
                : part.getParentNode();
    }

    static int ancestors(Node node, String name) {
        int count = 0;
        for (Node up = node.getParentNode(); up != null; up = up.getParentNode()) {
            count += up.getNodeName().equals(name) ? 1 : 0;
        }
        return count;
    }
}
