package dev.kbsync.simulator.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kbsync.simulator.content.Content;
import dev.kbsync.simulator.content.Space;
import java.net.URLEncoder;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;

/** Where content is to be seen and edited, relative to the context {@code /wiki}. */
public final class Links {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu/MM/dd", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Site site;

    public Links(Site site) {
        this.site = site;
    }

    public static String webui(Space space) {
        return "/spaces/" + space.key();
    }

    /** Where a person looks at it. */
    public String webui(Content content) {
        Space space = site.content().spaceOf(content);
        String base = webui(space);
        return switch (content.type()) {
            case PAGE ->
                    space.homepageId() == content.id()
                            ? base + "/overview"
                            : base + "/pages/" + content.id() + "/" + encoded(content.title());
            case BLOGPOST ->
                    base
                            + "/blog/"
                            + DAY.format(content.createdAt())
                            + "/"
                            + content.id()
                            + "/"
                            + encoded(content.title());
            case FOLDER -> base + "/folder/" + content.id();
            case COMMENT -> webui(container(content)) + "?focusedCommentId=" + content.id();
            case ATTACHMENT ->
                    "/pages/viewpageattachments.action?pageId="
                            + content.parentId()
                            + "&preview=%2F"
                            + content.parentId()
                            + "%2F"
                            + content.id()
                            + "%2F"
                            + encoded(content.title());
        };
    }

    private Content container(Content content) {
        return Objects.requireNonNull(site.content().parent(content), "it hangs on something");
    }

    /** The short address: the id's bytes, lowest first, in base64 without what says nothing. */
    public static String tinyui(Content content) {
        byte[] bytes = new byte[8];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (content.id() >>> (8 * i));
        }
        String text = Base64.getEncoder().withoutPadding().encodeToString(bytes);
        return "/x/" + text.replaceFirst("A+$", "").replace('/', '-').replace('+', '_');
    }

    public static String editui(Content content) {
        return "/pages/resumedraft.action?draftId=" + content.id();
    }

    public String edituiv2(Content content) {
        return webui(site.content().spaceOf(content)) + "/pages/edit-v2/" + content.id();
    }

    /** The address of v1's download route. */
    public static String download(Content attachment) {
        return "/rest/api/content/"
                + attachment.parentId()
                + "/child/attachment/"
                + attachment.wireId()
                + "/download";
    }

    /** The address the web pages download from; it takes no tokens. */
    public static String legacyDownload(Content attachment) {
        return "/download/attachments/"
                + attachment.parentId()
                + "/"
                + encoded(attachment.title()).replace("+", "%20")
                + "?version="
                + attachment.revision().number()
                + "&modificationDate="
                + attachment.modifiedAt().toEpochMilli()
                + "&cacheVersion=1&api=v2";
    }

    private static String encoded(String title) {
        return URLEncoder.encode(title, UTF_8);
    }
}
