package dev.kbsync.convert;

import dev.kbsync.convert.handling.Addresses;
import dev.kbsync.convert.handling.Conversion;
import dev.kbsync.convert.handling.ConvertOptions;
import dev.kbsync.convert.handling.Handlers;
import dev.kbsync.convert.handling.Tally;
import dev.kbsync.convert.xml.StorageXml;
import dev.kbsync.page.OneLine;
import dev.kbsync.page.Page;
import dev.kbsync.page.PageLinks;
import dev.kbsync.page.UserNames;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Block;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a page says of itself in its macros "page properties": tables of names and values,
 * whether the names stand in the first column or in the first row.
 *
 * <pre>{@code
 * <ac:structured-macro ac:name="details"><ac:parameter ac:name="hidden">true</ac:parameter>
 *   <ac:rich-text-body><table><tbody>
 *     <tr><th><p>Owner</p></th><td><p><ac:link><ri:user ri:account-id="..."/></ac:link></p></td></tr>
 *   </tbody></table></ac:rich-text-body>
 * </ac:structured-macro>
 * }</pre>
 */
final class PageProperties {

    /** Of a page; hostile ones have as many as they like. */
    static final int MOST = 50;

    static final int LONGEST_NAME = 60;
    static final int LONGEST_VALUE = 500;

    private final Handlers handlers;
    private final ConvertOptions options;
    private final UserNames users;

    PageProperties(Handlers handlers, ConvertOptions options, UserNames users) {
        this.handlers = handlers;
        this.options = options;
        this.users = users;
    }

    /**
     * Values by name, in the order of the page. Names consist of lower-case letters, digits and
     * underscores; one that comes again is numbered. Values are one line of plain text, never
     * empty.
     */
    Map<String, String> of(Page page) {
        if (!page.storage().contains("details")) {
            return Map.of();
        }
        Map<String, String> found = new LinkedHashMap<>();
        Element root = StorageXml.parse(page.storage(), warning -> {});
        root.getElementsByTag("ac:link").forEach(this::name);
        for (Element macro : root.getElementsByAttributeValue("ac:name", "details")) {
            for (Element body : macro.children()) {
                if (body.normalName().equals("ac:rich-text-body")) {
                    tables(body).forEach(table -> read(table, page, found));
                }
            }
        }
        return found;
    }

    /** A person is a name here, and no mention. */
    private void name(Element link) {
        for (Element user : link.getElementsByTag("ri:user")) {
            users.name(user.attr("ri:account-id"))
                    .ifPresent(name -> link.replaceWith(new TextNode(name)));
        }
    }

    private static List<Element> tables(Element body) {
        return body.getElementsByTag("table").stream()
                .filter(table -> isOutermost(table, body))
                .toList();
    }

    private static boolean isOutermost(Element table, Element body) {
        Element above = table.parent();
        while (above != null && !above.equals(body)) {
            if (above.normalName().equals("table") || isDetails(above)) {
                return false;
            }
            above = above.parent();
        }
        return true;
    }

    private static boolean isDetails(Element element) {
        return element.attr("ac:name").equals("details");
    }

    private void read(Element table, Page page, Map<String, String> found) {
        List<List<Element>> rows =
                table.getElementsByTag("tr").stream()
                        .filter(row -> table.equals(row.closest("table")))
                        .map(PageProperties::cells)
                        .filter(cells -> cells.size() > 1)
                        .toList();
        if (rows.isEmpty()) {
            return;
        }
        List<Element> first = rows.get(0);
        boolean titled = rows.size() > 1 && first.stream().allMatch(PageProperties::isName);
        if (titled && rows.size() == 2 && rows.get(1).stream().noneMatch(PageProperties::isName)) {
            for (int i = 0; i < Math.min(first.size(), rows.get(1).size()); i++) {
                put(first.get(i), List.of(rows.get(1).get(i)), page, found);
            }
            return;
        }
        // A first row of names only heads the columns.
        for (List<Element> row : titled ? rows.subList(1, rows.size()) : rows) {
            put(row.get(0), row.subList(1, row.size()), page, found);
        }
    }

    private static List<Element> cells(Element row) {
        return row.children().stream()
                .filter(cell -> isName(cell) || cell.normalName().equals("td"))
                .toList();
    }

    private static boolean isName(Element cell) {
        return cell.normalName().equals("th");
    }

    private void put(Element cell, List<Element> values, Page page, Map<String, String> found) {
        String name = name(text(cell, page));
        if (name.isEmpty() || found.size() == MOST) {
            return;
        }
        String value =
                values.stream()
                        .map(each -> text(each, page))
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining(", "));
        if (value.isEmpty()) {
            return;
        }
        String free = name;
        for (int number = 2; found.containsKey(free); number++) {
            free = name + "_" + number;
        }
        found.put(free, OneLine.of(value, LONGEST_VALUE));
    }

    private static String name(String text) {
        // In many emoji a mark that nobody sees chooses how they look.
        String seen = text.replaceAll("[\\ufe00-\\ufe0f]", "");
        String plain = Normalizer.normalize(seen, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        String name = plain.replaceAll("[^\\p{L}\\p{M}\\p{Nd}]+", "_").replaceAll("^_|_$", "");
        int end = Math.min(name.length(), LONGEST_NAME);
        boolean half = end < name.length() && Character.isHighSurrogate(name.charAt(end - 1));
        return name.substring(0, half ? end - 1 : end);
    }

    /** As it reads in the document, but without any markup. What a cell includes is left out. */
    private String text(Element cell, Page page) {
        Conversion conversion =
                new Conversion(
                        new Page(page.ref(), page.storage()),
                        handlers,
                        new Tally(),
                        new Addresses(page.ref(), PageLinks.NONE, options),
                        users);
        conversion.children(cell);
        Spoken spoken = new Spoken();
        conversion.flow().finish("").accept(spoken);
        return OneLine.of(spoken.text.toString());
    }

    /** What can be read of a tree; blocks are told apart by commas. */
    private static final class Spoken extends AbstractVisitor {

        private final StringBuilder text = new StringBuilder();
        private @Nullable Node last;

        @Override
        public void visit(Text node) {
            say(node, node.getLiteral());
        }

        @Override
        public void visit(Code node) {
            say(node, node.getLiteral());
        }

        @Override
        public void visit(FencedCodeBlock node) {
            say(node, node.getLiteral());
        }

        @Override
        public void visit(SoftLineBreak node) {
            text.append(' ');
        }

        @Override
        public void visit(HardLineBreak node) {
            text.append(' ');
        }

        private void say(Node node, String words) {
            Node block = node;
            while (!(block instanceof Block) && block.getParent() != null) {
                block = block.getParent();
            }
            if (!block.equals(last) && !text.isEmpty()) {
                text.append(", ");
            }
            last = block;
            text.append(words);
        }
    }
}
