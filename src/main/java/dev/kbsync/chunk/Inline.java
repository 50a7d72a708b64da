package dev.kbsync.chunk;

import java.util.ArrayList;
import java.util.List;

/** Knows where links and inline code stand in a text, so that they are not torn. */
final class Inline {

    private final String text;
    private int at;
    private int brackets;
    private boolean address;
    private boolean code;

    /**
     * @param from where to begin to read
     */
    Inline(String text, int from) {
        this.text = text;
        this.at = from;
    }

    /** Those of the places, in order, that are not inside of a link or code; always the last. */
    List<Integer> outside(List<Integer> places) {
        List<Integer> outside = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            while (at < places.get(i)) {
                read(text.charAt(at));
                at++;
            }
            if (i == places.size() - 1 || (brackets == 0 && !address && !code)) {
                outside.add(places.get(i));
            }
        }
        return outside;
    }

    private void read(char c) {
        if (c == '\n') {
            brackets = 0;
            address = false;
            code = false;
        } else if (c == '\\' && !code) {
            at++;
        } else if (c == '`') {
            code = !code;
        } else if (!code) {
            readLink(c);
        }
    }

    private void readLink(char c) {
        if (c == '[') {
            brackets++;
        } else if (c == ']' && brackets > 0) {
            brackets--;
            address = at + 1 < text.length() && text.charAt(at + 1) == '(';
        } else if (c == ')') {
            address = false;
        }
    }
}
