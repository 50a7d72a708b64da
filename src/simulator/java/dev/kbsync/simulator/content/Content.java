package dev.kbsync.simulator.content;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A page, blog post, folder, comment or attachment as it is at one moment.
 *
 * @param id Confluence's id, unique on its site
 * @param spaceId the space it lives in
 * @param parentId what stands above it in the tree, or what it hangs on; 0 for nothing
 * @param position among its siblings
 * @param createdAt when it was made
 * @param authorId account that made it
 * @param revision its newest version
 * @param earlier its older versions, oldest first
 * @param restrictions who may view it, itself
 * @param details what only its kind has
 */
public record Content(
        long id,
        ContentType type,
        Status status,
        long spaceId,
        long parentId,
        int position,
        Instant createdAt,
        String authorId,
        Revision revision,
        List<Revision> earlier,
        List<Label> labels,
        Restrictions restrictions,
        @Nullable Details details)
        implements Entry {

    /** New content, made when its first version was saved. */
    public static Content create(
            long id, ContentType type, long spaceId, long parentId, Revision first) {
        return new Content(
                id,
                type,
                Status.CURRENT,
                spaceId,
                parentId,
                (int) (id % 100_000),
                first.savedAt(),
                first.authorId(),
                first,
                List.of(),
                List.of(),
                Restrictions.NONE,
                null);
    }

    @Override
    public String title() {
        return revision.title();
    }

    @Override
    public Instant modifiedAt() {
        return revision.savedAt();
    }

    public String storage() {
        return revision.body().storage();
    }

    /** The id as Confluence writes it: attachments have a prefix. */
    public String wireId() {
        return type == ContentType.ATTACHMENT ? "att" + id : Long.toString(id);
    }

    public boolean isCurrent() {
        return status == Status.CURRENT;
    }

    /** What makes it an attachment; fails on anything else. */
    public Details.Attachment file() {
        if (details instanceof Details.Attachment file) {
            return file;
        }
        throw new IllegalStateException(id + " is no attachment");
    }

    /** What makes it a comment; fails on anything else. */
    public Details.Comment comment() {
        if (details instanceof Details.Comment comment) {
            return comment;
        }
        throw new IllegalStateException(id + " is no comment");
    }

    /** Every version, oldest first. */
    public List<Revision> revisions() {
        List<Revision> all = new ArrayList<>(earlier);
        all.add(revision);
        return all;
    }

    /** With a new version on top of the others. */
    public Content revised(Revision next) {
        return copy(
                to -> {
                    to.earlier = List.copyOf(revisions());
                    to.revision = next;
                });
    }

    /** With its newest version changed in place, without a new one. */
    public Content amended(String title, Body body) {
        return copy(to -> to.revision = revision.amended(title, body));
    }

    /** Without one of the older versions; those after it move up. */
    Content without(int number) {
        if (revision.number() == number) {
            throw new IllegalArgumentException("The current version cannot be deleted");
        }
        if (earlier.stream().noneMatch(version -> version.number() == number)) {
            throw new NoSuchElementException("There is no version " + number + " of " + id);
        }
        return copy(
                to -> {
                    to.earlier =
                            earlier.stream()
                                    .filter(version -> version.number() != number)
                                    .map(version -> version.without(number))
                                    .toList();
                    to.revision = revision.without(number);
                });
    }

    public Content with(Status status) {
        return copy(to -> to.status = status);
    }

    public Content under(long newSpaceId, long newParentId) {
        return copy(
                to -> {
                    to.spaceId = newSpaceId;
                    to.parentId = newParentId;
                });
    }

    public Content labelled(List<Label> newLabels) {
        return copy(to -> to.labels = List.copyOf(newLabels));
    }

    public Content restricted(Restrictions newRestrictions) {
        return copy(to -> to.restrictions = newRestrictions);
    }

    public Content detailed(Details newDetails) {
        return copy(to -> to.details = newDetails);
    }

    private Content copy(Consumer<Copy> change) {
        Copy copy = new Copy(this);
        change.accept(copy);
        return copy.made(this);
    }

    /** The parts that change in the life of content. */
    private static final class Copy {
        private Status status;
        private long spaceId;
        private long parentId;
        private Revision revision;
        private List<Revision> earlier;
        private List<Label> labels;
        private Restrictions restrictions;
        private @Nullable Details details;

        Copy(Content of) {
            status = of.status;
            spaceId = of.spaceId;
            parentId = of.parentId;
            revision = of.revision;
            earlier = of.earlier;
            labels = of.labels;
            restrictions = of.restrictions;
            details = of.details;
        }

        Content made(Content of) {
            return new Content(
                    of.id,
                    of.type,
                    status,
                    spaceId,
                    parentId,
                    of.position,
                    of.createdAt,
                    of.authorId,
                    revision,
                    earlier,
                    labels,
                    restrictions,
                    details);
        }
    }
}
