package dev.kbsync.attachment;

import dev.kbsync.page.OneLine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.tika.detect.DefaultDetector;
import org.apache.tika.detect.Detector;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.exception.ZeroByteFileException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.csv.TextAndCSVParser;
import org.apache.tika.parser.html.JSoupParser;
import org.apache.tika.parser.microsoft.OfficeParser;
import org.apache.tika.parser.microsoft.ooxml.OOXMLParser;
import org.apache.tika.parser.microsoft.rtf.RTFParser;
import org.apache.tika.parser.odf.OpenDocumentParser;
import org.apache.tika.parser.pdf.PDFParser;
import org.apache.tika.parser.pdf.PDFParserConfig;
import org.springframework.core.NestedExceptionUtils;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/**
 * Reads the text of one file by Tika, with the parsers named here and no others: what is inside of
 * a file (pictures, other files) is counted, not opened.
 */
final class TextExtraction {

    private static final int REASON = 300;

    private final Detector detector = new DefaultDetector();
    private final AutoDetectParser parser =
            new AutoDetectParser(
                    detector,
                    new PDFParser(),
                    new OfficeParser(),
                    new OOXMLParser(),
                    new OpenDocumentParser(),
                    new RTFParser(),
                    new JSoupParser(),
                    new TextAndCSVParser());

    /**
     * @param name file name, a hint at what it is
     * @param mediaType what it is said to be, a hint too
     * @param maxText how many characters are read
     * @throws UnreadableFileException if it is encrypted, broken or meant to do harm
     * @throws IOException if the file itself cannot be opened
     */
    FileText read(Path file, String name, String mediaType, int maxText) throws IOException {
        Metadata metadata = new Metadata();
        metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
        metadata.set(Metadata.CONTENT_TYPE, mediaType);
        Embedded embedded = new Embedded();
        try (TikaInputStream stream = TikaInputStream.get(file)) {
            MediaType type = detector.detect(stream, metadata);
            metadata.set(Metadata.CONTENT_TYPE, type.toString());
            XhtmlWriter writer = new XhtmlWriter(maxText, isPlain(type));
            parse(stream, writer, metadata, embedded, type);
            return new FileText(writer.xhtml(), lacks(writer, embedded, maxText));
        }
    }

    /** Text files, and tables in text files too short to be recognized as such. */
    private static boolean isPlain(MediaType type) {
        return type.getType().equals("text") && !type.getBaseType().equals(MediaType.TEXT_HTML);
    }

    private void parse(
            TikaInputStream stream,
            XhtmlWriter writer,
            Metadata metadata,
            Embedded embedded,
            MediaType type)
            throws IOException {
        try {
            parser.parse(stream, writer, metadata, context(embedded));
        } catch (ZeroByteFileException e) {
            // There is nothing in it, which is what its document says then.
        } catch (EncryptedDocumentException e) {
            throw new UnreadableFileException("It is encrypted; its text cannot be read.");
        } catch (StackOverflowError e) {
            throw new UnreadableFileException("It is nested too deeply to be read.");
        } catch (TikaException | SAXException | RuntimeException e) {
            if (!writer.isFull()) {
                throw new UnreadableFileException(
                        "It cannot be read as %s: %s".formatted(type, gist(e)));
            }
        } catch (IOException e) {
            throw new UnreadableFileException(
                    "It cannot be read as %s: %s".formatted(type, gist(e)));
        }
    }

    private ParseContext context(Embedded embedded) {
        PDFParserConfig pdf = new PDFParserConfig();
        pdf.setOcrStrategy(PDFParserConfig.OCR_STRATEGY.NO_OCR);
        pdf.setExtractInlineImages(false);
        ParseContext context = new ParseContext();
        context.set(PDFParserConfig.class, pdf);
        context.set(EmbeddedDocumentExtractor.class, embedded);
        context.set(Parser.class, parser);
        return context;
    }

    private static String lacks(XhtmlWriter writer, Embedded embedded, int maxText) {
        if (writer.isFull()) {
            return "its text is cut off after %d characters (kbsync.attachments.max-text)"
                    .formatted(maxText);
        }
        if (writer.isBlank()) {
            return "no text was found in it (pictures of text are not read)";
        }
        return embedded.files == 0
                ? ""
                : "%d files inside of it are not read".formatted(embedded.files);
    }

    private static String gist(Throwable failure) {
        Throwable root = NestedExceptionUtils.getMostSpecificCause(failure);
        return OneLine.of(root.getClass().getSimpleName() + ": " + root.getMessage(), REASON);
    }

    /** Opens nothing. */
    private static final class Embedded implements EmbeddedDocumentExtractor {

        private static final List<String> PICTURES =
                List.of(".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".tif", ".tiff", ".svg");

        private int files;

        @Override
        public boolean shouldParseEmbedded(Metadata metadata) {
            String type = String.valueOf(metadata.get(Metadata.CONTENT_TYPE));
            String name =
                    String.valueOf(metadata.get(TikaCoreProperties.RESOURCE_NAME_KEY))
                            .toLowerCase(Locale.ROOT);
            if (!type.startsWith("image/") && PICTURES.stream().noneMatch(name::endsWith)) {
                files++;
            }
            return false;
        }

        @Override
        public void parseEmbedded(
                InputStream stream, ContentHandler handler, Metadata metadata, boolean outputHtml) {
            // Never asked for.
        }
    }
}
