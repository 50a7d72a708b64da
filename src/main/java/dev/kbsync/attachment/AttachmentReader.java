package dev.kbsync.attachment;

import dev.kbsync.confluence.MediaClient;
import dev.kbsync.page.AttachedFile;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageWork;
import dev.kbsync.site.AttachmentProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * Brings the text of attached files. They travel as works of their own through the route {@code
 * page}: so each has its own outcome, ledger entry, retries and removal, as a page has, and one
 * that cannot be read holds up nothing else.
 */
@Component("attachmentReader")
public class AttachmentReader {

    private final MediaClient media;
    private final TextReader reader;
    private final AttachmentProperties properties;

    AttachmentReader(MediaClient media, TextReader reader, AttachmentProperties properties) {
        this.media = media;
        this.reader = reader;
        this.properties = properties;
    }

    /**
     * Body in: a work. Body out: the same; one that is to deliver an attached file has its text.
     *
     * @param site name of the site
     * @throws dev.kbsync.confluence.failure.ConfluenceException if the file cannot be had
     * @throws UnreadableFileException if it cannot be read
     * @throws IOException if there is no room for it here
     */
    public PageWork read(PageWork work, String site) throws IOException {
        if (!work.needsFile()) {
            return work;
        }
        PageRef ref = work.ref();
        AttachedFile file = Objects.requireNonNull(ref.details().file());
        Path copy =
                Files.createTempFile(
                        Path.of(System.getProperty("java.io.tmpdir")), "kbsync-", ".file");
        try {
            media.download(
                    site, file.pageId(), ref.contentId(), properties.maxSize().toBytes(), copy);
            FileText text = reader.read(copy, ref.title(), file.mediaType());
            return work.withText(text.xhtml(), text.lacks());
        } finally {
            Files.deleteIfExists(copy);
        }
    }
}
