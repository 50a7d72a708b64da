package dev.kbsync.convert.render;

/** What at the begin of a line would make it something other than text. */
final class BlockStart {

    private BlockStart() {}

    /** Which character of a line to escape so that it begins no block, -1 for none. */
    static int escapeAt(String line) {
        if (line.isEmpty()) {
            return -1;
        }
        char first = line.charAt(0);
        boolean block =
                switch (first) {
                    case '>', '[', '*' -> true;
                    case '=', '_' -> isAll(line, first);
                    case '-' -> endsAt(line, 1) || line.charAt(1) == '-';
                    case '+' -> endsAt(line, 1);
                    case '#' -> isHeading(line);
                    case '~' -> line.startsWith("~~~");
                    default -> false;
                };
        if (block) {
            return 0;
        }
        return first >= '0' && first <= '9' ? numberEnd(line) : -1;
    }

    private static boolean isAll(String line, char c) {
        return line.chars().allMatch(each -> each == c || each == ' ');
    }

    private static boolean isHeading(String line) {
        int i = 1;
        while (i < line.length() && line.charAt(i) == '#') {
            i++;
        }
        return endsAt(line, i);
    }

    private static int numberEnd(String line) {
        int i = 1;
        while (i < line.length() && line.charAt(i) >= '0' && line.charAt(i) <= '9') {
            i++;
        }
        boolean delimited = i < line.length() && (line.charAt(i) == '.' || line.charAt(i) == ')');
        return delimited && endsAt(line, i + 1) ? i : -1;
    }

    private static boolean endsAt(String line, int at) {
        return at == line.length() || line.charAt(at) == ' ';
    }
}
