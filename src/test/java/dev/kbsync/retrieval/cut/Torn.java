package dev.kbsync.retrieval.cut;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is broken in a passage of Markdown.
 *
 * @param tables rows of a table without their header
 * @param fences code whose fence does not open or close in the passage
 */
public record Torn(int tables, int fences) {

    private static final Pattern FENCE =
            Pattern.compile("[>\\s]*(?:[-*+] +|\\d+[.)] +)*(`{3,}|~{3,})(.*)");
    private static final Pattern DELIMITER = Pattern.compile("[>\\s]*\\|?[ :-]*-[ :|-]*");

    /** Begins with a bar or has two of them. */
    private static final Pattern ROW =
            Pattern.compile("[>\\s]*(?:\\|.*|.*[^\\\\]\\|.*[^\\\\]\\|.*)");

    /** What is torn in one passage. */
    public static Torn in(String text) {
        List<String> prose = new ArrayList<>();
        String open = "";
        for (String line : text.lines().toList()) {
            Matcher fence = FENCE.matcher(line);
            boolean fits = fence.matches();
            if (open.isEmpty() && fits && !opensInline(fence)) {
                open = fence.group(1);
            } else if (open.isEmpty()) {
                prose.add(line);
            } else if (fits && fence.group(1).startsWith(open) && fence.group(2).isBlank()) {
                open = "";
            }
        }
        return new Torn(headless(prose), open.isEmpty() ? 0 : 1);
    }

    /** Code within a line may begin with as many backticks. */
    private static boolean opensInline(Matcher fence) {
        return fence.group(1).startsWith("`") && fence.group(2).contains("`");
    }

    /** Runs of rows whose second line is not the one of dashes. */
    private static int headless(List<String> lines) {
        int headless = 0;
        for (int i = 0; i < lines.size(); i++) {
            int start = i;
            while (i < lines.size() && ROW.matcher(lines.get(i)).matches()) {
                i++;
            }
            boolean headed = i - start > 1 && DELIMITER.matcher(lines.get(start + 1)).matches();
            headless += i > start && !headed ? 1 : 0;
        }
        return headless;
    }

    public Torn plus(Torn other) {
        return new Torn(tables + other.tables, fences + other.fences);
    }
}
