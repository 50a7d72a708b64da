package dev.kbsync.site;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Which attached files are read for their text, and how much may be spent on one; for sites that
 * want text at all.
 *
 * @param maxSize the largest file that is downloaded
 * @param types media types that are read; {@code text/*} stands for all that begin so
 * @param maxText how many characters of text a document of one has at most
 * @param timeout how long reading one may take
 * @param memory how much memory reading one may take
 */
@ConfigurationProperties("kbsync.attachments")
public record AttachmentProperties(
        @DefaultValue("20MB") DataSize maxSize,
        @DefaultValue({
                    "application/pdf",
                    "application/msword",
                    "application/vnd.ms-excel",
                    "application/vnd.ms-powerpoint",
                    "application/vnd.openxmlformats-officedocument.*",
                    "application/vnd.oasis.opendocument.*",
                    "application/rtf",
                    "application/xhtml+xml",
                    "text/*"
                })
                List<String> types,
        @DefaultValue("1000000") int maxText,
        @DefaultValue("60s") Duration timeout,
        @DefaultValue("512MB") DataSize memory) {

    /** Whether files of this media type are read. */
    public boolean wants(String mediaType) {
        String type = mediaType.toLowerCase(Locale.ROOT);
        return types.stream()
                .map(each -> each.strip().toLowerCase(Locale.ROOT))
                .anyMatch(
                        each ->
                                each.endsWith("*")
                                        ? type.startsWith(each.substring(0, each.length() - 1))
                                        : type.equals(each));
    }
}
