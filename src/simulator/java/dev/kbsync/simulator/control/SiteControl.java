package dev.kbsync.simulator.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kbsync.simulator.content.Account;
import dev.kbsync.simulator.content.Accounts;
import dev.kbsync.simulator.content.Change;
import dev.kbsync.simulator.content.Content;
import dev.kbsync.simulator.content.ContentIndex.Order;
import dev.kbsync.simulator.content.ContentType;
import dev.kbsync.simulator.content.Details;
import dev.kbsync.simulator.content.Editor;
import dev.kbsync.simulator.content.Restrictions;
import dev.kbsync.simulator.content.Space;
import dev.kbsync.simulator.rest.Call;
import dev.kbsync.simulator.site.Site;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What people do on one site. Ids are written as Confluence's APIs write them. Asking for what does
 * not exist throws {@link java.util.NoSuchElementException}; what Confluence would not do, {@link
 * IllegalArgumentException}.
 */
public final class SiteControl {
    private final Site site;
    private final Editor editor;

    public SiteControl(Site site) {
        this.site = site;
        editor = site.editor();
    }

    /** The site itself: name, address, cloud id. */
    public Site site() {
        return site;
    }

    /** Adds a page at the top of a space; answers its id. */
    public String addPage(String space, String title, String body) {
        return add(ContentType.PAGE, space, title, body, null);
    }

    /** Adds a page below another page or a folder; answers its id. */
    public String addPage(String space, String title, String body, String parent) {
        return add(ContentType.PAGE, space, title, body, parent);
    }

    /**
     * Adds a page, blog post or folder; answers its id.
     *
     * @param parent id of what it stands below, null for the top of the space
     */
    public String add(
            ContentType type, String space, String title, String body, @Nullable String parent) {
        long parentId = parent == null ? 0 : Call.id(parent);
        return editor.add(type, space, title, body, parentId, Accounts.OWN.accountId()).wireId();
    }

    public void edit(String id, String body) {
        change(id, Change.body(body));
    }

    public void rename(String id, String title) {
        change(id, Change.title(title));
    }

    /** Moves below another parent, null for the top of the space, without a new version. */
    public void move(String id, @Nullable String parent) {
        long parentId = parent == null ? 0 : Call.id(parent);
        change(id, Change.place(null, parentId));
    }

    /** Moves to the top of another space with everything below, without a new version. */
    public void moveToSpace(String id, String space) {
        change(id, Change.place(space, null));
    }

    public void change(String id, Change change) {
        editor.edit(Call.id(id), change);
    }

    /**
     * Deletes a historical version, which numbers all later ones anew: the current one, too, has a
     * lower number then, and is otherwise as it was.
     */
    public void deleteVersion(String id, int number) {
        editor.deleteVersion(Call.id(id), number);
    }

    public void trash(String id) {
        editor.trash(Call.id(id));
    }

    /** Removes for good, whatever it is: page, comment or attachment. */
    public void purge(String id) {
        editor.purge(Call.id(id));
    }

    public void restore(String id) {
        restore(id, true);
    }

    /**
     * Takes a page out of the trash.
     *
     * @param newVersion whether that counts as a new version
     */
    public void restore(String id, boolean newVersion) {
        editor.restore(Call.id(id), newVersion);
    }

    public void archive(String id) {
        editor.archive(Call.id(id));
    }

    public void unarchive(String id) {
        editor.unarchive(Call.id(id));
    }

    /** Limits who may view a page and what stands below it; no names at all open it again. */
    public void restrict(String id, Collection<String> accountIds, Collection<String> groups) {
        editor.restrict(Call.id(id), Restrictions.to(accountIds, groups));
    }

    /** Restricts so that the credential's own user still sees it. */
    public void restrictVisibly(String id) {
        restrict(id, List.of(Accounts.OWN.accountId()), List.of());
    }

    /** Restricts so that no credential sees it, nor anything below it. */
    public void restrictInvisibly(String id) {
        restrict(id, List.of(Accounts.MEI.accountId()), List.of());
    }

    public void unrestrict(String id) {
        restrict(id, List.of(), List.of());
    }

    /** Replaces the labels. */
    public void label(String id, String... labels) {
        editor.label(Call.id(id), Arrays.asList(labels));
    }

    /** Adds a comment at the foot of a page; answers its id. */
    public String addComment(String page, String body) {
        return comment(page, body, Details.Comment.FOOTER);
    }

    /** Adds a comment on a piece of the page's text; answers its id. */
    public String addInlineComment(String page, String body, String selection) {
        String marker = UUID.nameUUIDFromBytes((page + selection).getBytes(UTF_8)).toString();
        return comment(page, body, new Details.Comment(true, 0, "open", selection, marker));
    }

    /** Answers a comment; answers the answer's id. */
    public String reply(String comment, String body) {
        Content answered = editor.content(Call.id(comment));
        Details.Comment to = answered.comment();
        return comment(
                Long.toString(answered.parentId()),
                body,
                new Details.Comment(to.inline(), answered.id(), "open", null, null));
    }

    private String comment(String page, String body, Details.Comment details) {
        String title = "Re: " + editor.content(Call.id(page)).title();
        return editor.attach(Call.id(page), title, body, details, Accounts.PRIYA.accountId())
                .wireId();
    }

    /**
     * Says what became of an inline comment.
     *
     * @param resolution {@code open}, {@code resolved}, {@code reopened} or {@code dangling}
     */
    public void resolveComment(String comment, String resolution) {
        long id = Call.id(comment);
        editor.detail(id, editor.content(id).comment().resolvedAs(resolution));
    }

    /** Attaches a file to a page; answers its id, with the prefix attachments have. */
    public String attach(String page, String fileName, String mediaType, byte[] bytes) {
        String fileId = UUID.nameUUIDFromBytes((page + fileName).getBytes(UTF_8)).toString();
        Details file = new Details.Attachment(mediaType, bytes.clone(), fileId, "");
        return editor.attach(Call.id(page), fileName, "", file, Accounts.OWN.accountId()).wireId();
    }

    /** Puts another file in the place of an attached one: a new version of the same attachment. */
    public void replaceFile(String attachment, byte[] bytes) {
        long id = Call.id(attachment);
        Details.Attachment before = editor.content(id).file();
        editor.detail(
                id,
                new Details.Attachment(
                        before.mediaType(), bytes.clone(), before.fileId(), before.comment()));
        editor.edit(id, Change.body(""));
    }

    public void addSpace(String key, String name) {
        site.spaceEditor().add(key, name);
    }

    public void renameSpace(String key, String name) {
        site.spaceEditor().change(key, space -> space.named(name));
    }

    public void archiveSpace(String key, boolean archived) {
        site.spaceEditor().change(key, space -> space.archived(archived));
    }

    /** Takes the permission to see a space away from every credential, or gives it back. */
    public void hideSpace(String key, boolean hidden) {
        site.spaceEditor().change(key, space -> space.hidden(hidden));
    }

    /**
     * Blocks apps from all content of a space by a data security policy, or lets them in again.
     * People and their API tokens see it as before, and apps still see that there is the space.
     */
    public void blockSpace(String key, boolean blocked) {
        site.spaceEditor().block(key, blocked);
    }

    /** Blocks apps from one page or blog post, as a policy for classified content does. */
    public void blockPage(String id, boolean blocked) {
        editor.block(Call.id(id), blocked);
    }

    public void deleteSpace(String key) {
        site.spaceEditor().delete(key);
    }

    /** Lets search catch up with every change at once, however long that should have taken. */
    public void settle() {
        site.index().catchUp();
    }

    /**
     * Whether rows of a search show content as the index knows it: labels, restrictions, place and
     * text then lag like the list of rows itself. Otherwise a row that is found is up to date.
     */
    public void laggingRows(boolean lagging) {
        site.index().laggingRows(lagging);
    }

    /** How long changes take to reach search from now on. */
    public void indexDelay(Duration delay) {
        site.index().delay(delay);
    }

    /**
     * One piece of content as the site has it now, for tests to compare with.
     *
     * @param space key
     * @param parent id, null for none
     * @param visible whether the account asked for may see it now, in the trash or not
     * @param restricted whether it or anything above it is restricted
     */
    public record Shown(
            String id,
            String type,
            String status,
            String title,
            String space,
            @Nullable String parent,
            int version,
            boolean visible,
            boolean restricted) {}

    /** Everything the site has right now, as the credential's own user sees it. */
    public List<Shown> content() {
        return content(Accounts.OWN);
    }

    /** Everything the site has right now, in the order of ids, search index or not. */
    public List<Shown> content(Account as) {
        return site.content()
                .reading(
                        () -> {
                            List<Shown> all = new ArrayList<>();
                            List<Long> spaces =
                                    site.content().spaces().stream().map(Space::id).toList();
                            site.content()
                                    .index()
                                    .scan(spaces, Order.ID, false, null)
                                    .forEachRemaining(content -> all.add(shown(content, as)));
                            return all;
                        });
    }

    private Shown shown(Content content, Account as) {
        boolean restricted =
                !content.restrictions().isEmpty()
                        || site.content().ancestors(content).stream()
                                .anyMatch(above -> !above.restrictions().isEmpty());
        return new Shown(
                content.wireId(),
                content.type().wire(),
                content.status().wire(),
                content.title(),
                site.content().spaceOf(content).key(),
                content.parentId() == 0 ? null : Long.toString(content.parentId()),
                content.revision().number(),
                site.content().visible(content, as),
                restricted);
    }
}
