package dev.kbsync.chunk;

import java.util.ArrayList;
import java.util.List;

/**
 * Packs pieces into chunks. Where a chunk ends depends on what stands there, not on how much came
 * before, so that chunks after an edit are soon the same as before it.
 */
final class Packer {

    /** How much of a piece tells where to cut; what is edited behind it does not move the cut. */
    private static final int TOLD_BY = 48;

    private final String text;
    private final int limit;
    private final int least;

    /**
     * @param limit how many tokens a chunk may have
     */
    Packer(String text, int limit) {
        this.text = text;
        this.limit = limit;
        this.least = limit / 2;
    }

    /** The chunks, each a part of the list. */
    List<List<Piece>> packed(List<Piece> pieces) {
        List<List<Piece>> chunks = new ArrayList<>();
        int remaining = pieces.stream().mapToInt(Piece::tokens).sum();
        for (int from = 0; from < pieces.size(); ) {
            int to = end(pieces, from, remaining);
            for (int i = from; i < to; i++) {
                remaining -= pieces.get(i).tokens();
            }
            chunks.add(pieces.subList(from, to));
            from = to;
        }
        return chunks;
    }

    private int end(List<Piece> pieces, int from, int remaining) {
        int tokens = pieces.get(from).lead().tokens();
        int best = from + 1;
        long bestRank = Long.MAX_VALUE;
        for (int at = from; at < pieces.size(); at++) {
            tokens += pieces.get(at).tokens();
            if (tokens + pieces.get(at).tail().tokens() > limit) {
                return best;
            }
            if (at + 1 == pieces.size()) {
                return pieces.size();
            }
            long rank = rank(pieces.get(at), pieces.get(at + 1), tokens, remaining);
            if (rank <= bestRank) {
                best = at + 1;
                bestRank = rank;
            }
        }
        return best;
    }

    /** How bad it is to cut before a piece: the chunk too short, the place, then chance. */
    private long rank(Piece last, Piece next, int tokens, int remaining) {
        int rest = remaining - tokens;
        boolean shortChunk = tokens < least || rest < limit / 8;
        long fill = shortChunk ? (limit - tokens) : 0;
        boolean together = next.glued() && last.tokens() + next.tokens() <= limit;
        long place = Math.min(next.depth(), 1000);
        return (together ? 1L << 60 : 0) + (fill << 45) + (place << 32) + hash(next);
    }

    private long hash(Piece piece) {
        int hash = 7;
        for (int i = piece.start(); i < Math.min(piece.end(), piece.start() + TOLD_BY); i++) {
            hash = 31 * hash + text.charAt(i);
        }
        hash *= 0x9E3779B1;
        return (hash ^ (hash >>> 15)) & 0xffffffffL;
    }
}
