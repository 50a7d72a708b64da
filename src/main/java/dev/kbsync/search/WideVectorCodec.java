package dev.kbsync.search;

import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.lucene912.Lucene912Codec;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

/** Lucene's own, with vectors as long as models make them; its own limit is 1,024 numbers. */
final class WideVectorCodec extends Lucene912Codec {

    private static final int MOST = 8192;

    @Override
    public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
        return new Wide(super.getKnnVectorsFormatForField(field));
    }

    /** Files say that they are of the format it wraps, which reads them. */
    private static final class Wide extends KnnVectorsFormat {

        private final KnnVectorsFormat format;

        Wide(KnnVectorsFormat format) {
            super(format.getName());
            this.format = format;
        }

        @Override
        public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
            return format.fieldsWriter(state);
        }

        @Override
        public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
            return format.fieldsReader(state);
        }

        @Override
        public int getMaxDimensions(String field) {
            return MOST;
        }
    }
}
