package dev.kbsync.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Says whether a page is still what was delivered: equal fingerprints, equal documents. It covers
 * the version and its time (the body), the place, title, labels and readers (which change without a
 * new version, as comments and attachments do), author and creator (whom a listing may not know at
 * first) and the converter (whose documents change with it).
 */
public final class Fingerprint {

    private Fingerprint() {}

    /**
     * @param converterTag what the converter calls its present behaviour
     * @return 32 hexadecimal digits
     */
    public static String of(PageRef ref, String converterTag) {
        MessageDigest digest = sha256();
        add(digest, converterTag);
        add(digest, ref.version() + " " + ref.revision());
        add(digest, ref.space());
        add(digest, ref.title());
        add(digest, ref.webUrl());
        add(digest, ref.author());
        add(digest, ref.access().name());
        ref.ancestors().forEach(above -> add(digest, above.contentId() + " " + above.title()));
        add(digest, "labels");
        ref.labels().forEach(label -> add(digest, label));
        add(digest, ref.details().creator());
        ref.details().readers().forEach(readers -> add(digest, readers));
        ref.details().comments().forEach(comment -> add(digest, comment));
        ref.details().attachments().forEach(attachment -> add(digest, attachment));
        AttachedFile file = ref.details().file();
        if (file != null) {
            add(digest, "file " + file.mediaType() + " " + file.size() + " " + file.reading());
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 16);
    }

    /**
     * Tells apart documents of the same page that differ by what other pages put into them, by
     * their format, or by how they are cut.
     *
     * @param mark what tells them apart otherwise
     * @return 32 hexadecimal digits
     */
    static String of(Document document, String mark) {
        MessageDigest digest = sha256();
        add(digest, mark);
        add(digest, document.format().name());
        add(digest, document.text());
        if (!document.shelved().equals(document.text())) {
            add(digest, document.shelved());
        }
        add(digest, document.pieces().tag());
        return HexFormat.of().formatHex(digest.digest(), 0, 16);
    }

    private static void add(MessageDigest digest, Comment comment) {
        add(digest, "comment " + comment.id() + " " + comment.version());
        add(digest, comment.author());
        add(digest, comment.marked());
    }

    private static void add(MessageDigest digest, Attachment attachment) {
        add(digest, "attachment " + attachment.id() + " " + attachment.version());
        add(digest, attachment.name());
        add(digest, attachment.mediaType() + " " + attachment.size());
        add(digest, attachment.webUrl());
    }

    private static void add(MessageDigest digest, Readers readers) {
        add(digest, "readers " + readers.contentId() + " " + readers.title());
        readers.users().forEach(user -> add(digest, "user " + user.accountId() + user.name()));
        readers.groups().forEach(group -> add(digest, "group " + group.id() + group.name()));
    }

    private static void add(MessageDigest digest, String part) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
