package dev.kbsync.attachment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFTextBox;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFTable;

/** Files as people attach them, and some as nobody should. */
public final class SampleFiles {

    public static final String PDF = "application/pdf";
    public static final String DOCX =
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private SampleFiles() {}

    /** Writes a file. */
    @FunctionalInterface
    private interface Writing {
        void to(ByteArrayOutputStream out) throws IOException;
    }

    private static byte[] bytes(Writing writing) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** A PDF with a line of text on each page; a page with an empty line is blank. */
    public static byte[] pdf(String... pages) {
        return bytes(
                out -> {
                    try (PDDocument document = document(pages)) {
                        document.save(out);
                    }
                });
    }

    /**
     * An encrypted PDF.
     *
     * @param password without which it cannot be opened; empty if only changes are forbidden
     */
    static byte[] encryptedPdf(String text, String password) {
        return bytes(
                out -> {
                    try (PDDocument document = document(text)) {
                        document.protect(
                                new StandardProtectionPolicy(
                                        "owner", password, new AccessPermission()));
                        document.save(out);
                    }
                });
    }

    public static byte[] encryptedPdf(String text) {
        return encryptedPdf(text, "secret");
    }

    private static PDDocument document(String... pages) throws IOException {
        PDDocument document = new PDDocument();
        for (String text : pages) {
            PDPage page = new PDPage();
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(FontName.HELVETICA), 12);
                content.newLineAtOffset(72, 700);
                content.showText(text);
                content.endText();
            }
        }
        return document;
    }

    /** A Word file: a heading, a paragraph and a table of two rows. */
    public static byte[] docx(String heading, String text) {
        return bytes(
                out -> {
                    try (XWPFDocument document = new XWPFDocument()) {
                        var head = document.createParagraph();
                        head.setStyle("Heading1");
                        head.createRun().setText(heading);
                        document.createParagraph().createRun().setText(text);
                        XWPFTable table = document.createTable(2, 2);
                        table.getRow(0).getCell(0).setText("Name");
                        table.getRow(0).getCell(1).setText("Value");
                        table.getRow(1).getCell(0).setText("height");
                        table.getRow(1).getCell(1).setText("42 | 43");
                        document.write(out);
                    }
                });
    }

    static byte[] xlsx() {
        return bytes(
                out -> {
                    try (XSSFWorkbook book = new XSSFWorkbook()) {
                        XSSFSheet sheet = book.createSheet("Prices");
                        row(sheet, 0, "Thing", "Price");
                        row(sheet, 1, "Lamp", "12.50");
                        book.write(out);
                    }
                });
    }

    private static void row(XSSFSheet sheet, int number, String... cells) {
        XSSFRow row = sheet.createRow(number);
        for (int i = 0; i < cells.length; i++) {
            row.createCell(i).setCellValue(cells[i]);
        }
    }

    static byte[] pptx(String text) {
        return bytes(
                out -> {
                    try (XMLSlideShow show = new XMLSlideShow()) {
                        XSLFTextBox box = show.createSlide().createTextBox();
                        box.setText(text);
                        show.write(out);
                    }
                });
    }

    static byte[] odt(String text) {
        return zip(
                "mimetype",
                "application/vnd.oasis.opendocument.text".getBytes(UTF_8),
                "content.xml",
                """
                <office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
                    xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
                  <office:body><office:text><text:p>%s</text:p></office:text></office:body>
                </office:document-content>
                """
                        .formatted(text)
                        .getBytes(UTF_8));
    }

    /** A Word file of some kilobytes that unpacks to a hundred megabytes of text. */
    public static byte[] zipBomb() {
        byte[] blown = new byte[100_000_000];
        Arrays.fill(blown, (byte) 'a');
        byte[] head =
                """
                <?xml version="1.0"?><w:document
                 xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>"""
                        .getBytes(UTF_8);
        System.arraycopy(head, 0, blown, 0, head.length);
        byte[] tail = "</w:t></w:r></w:p></w:body></w:document>".getBytes(UTF_8);
        System.arraycopy(tail, 0, blown, blown.length - tail.length, tail.length);
        return zip(
                "[Content_Types].xml",
                """
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
                <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
                <Override PartName="/word/document.xml" ContentType="%s.main+xml"/></Types>"""
                        .formatted(DOCX)
                        .getBytes(UTF_8),
                "_rels/.rels",
                """
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
                <Relationship Id="r" Target="word/document.xml"
                 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>
                </Relationships>"""
                        .getBytes(UTF_8),
                "word/document.xml",
                blown);
    }

    private static byte[] zip(Object... namesAndContents) {
        return bytes(
                out -> {
                    try (ZipOutputStream zip = new ZipOutputStream(out)) {
                        zip.setLevel(Deflater.BEST_SPEED);
                        for (int i = 0; i < namesAndContents.length; i += 2) {
                            zip.putNextEntry(new ZipEntry((String) namesAndContents[i]));
                            zip.write((byte[]) namesAndContents[i + 1]);
                            zip.closeEntry();
                        }
                    }
                });
    }
}
