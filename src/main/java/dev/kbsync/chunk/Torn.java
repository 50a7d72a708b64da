package dev.kbsync.chunk;

/** What a line that is torn needs at the ends of its parts. */
sealed interface Torn {

    /** What a part must begin with that begins there, inside of the line. */
    String lead(int at);

    /** What a part must end with that ends there, inside of the line. */
    String tail(int at);

    /** How many tokens these may take together. */
    int most(Tokens tokens, int limit);

    /**
     * Words.
     *
     * @param prefix what lines begin with where this one stands
     */
    record Words(String prefix) implements Torn {

        @Override
        public String lead(int at) {
            return prefix;
        }

        @Override
        public String tail(int at) {
            return "";
        }

        @Override
        public int most(Tokens tokens, int limit) {
            return Math.min(tokens.count(prefix), limit / 4);
        }
    }

    /** Cells of a table. */
    record Cells(Row row, String prefix) implements Torn {

        @Override
        public String lead(int at) {
            return prefix + row.lead(at);
        }

        @Override
        public String tail(int at) {
            return row.tail(at);
        }

        @Override
        public int most(Tokens tokens, int limit) {
            return limit / 4;
        }
    }
}
