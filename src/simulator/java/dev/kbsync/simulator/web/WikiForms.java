package dev.kbsync.simulator.web;

import static dev.kbsync.simulator.http.Html.escape;

import dev.kbsync.simulator.content.Accounts;
import dev.kbsync.simulator.content.Change;
import dev.kbsync.simulator.content.Content;
import dev.kbsync.simulator.content.ContentType;
import dev.kbsync.simulator.content.Editor;
import dev.kbsync.simulator.content.Restrictions;
import dev.kbsync.simulator.content.Space;
import dev.kbsync.simulator.http.Answer;
import dev.kbsync.simulator.http.Html;
import dev.kbsync.simulator.http.Parameters;
import java.util.List;

/** Forms of the simulated Confluence, and what they do. */
final class WikiForms {

    /** {@code GET}: an empty page to fill. */
    Answer newPage(Visit visit) {
        Space space = visit.space();
        String form =
                form("/wiki/spaces/" + Html.query(space.key()) + "/new", "", "<p></p>", "Create");
        return new Layout(visit.site()).page(space, null, "New page", "<h1>New page</h1>" + form);
    }

    /** {@code GET}: a page to change. */
    Answer edit(Visit visit) {
        Content content = visit.content();
        String form =
                form(
                        "/wiki/pages/" + content.id() + "/edit",
                        content.title(),
                        content.storage(),
                        "Save");
        return new Layout(visit.site())
                .page(
                        visit.site().content().spaceOf(content),
                        content,
                        "Edit",
                        "<h1>Edit</h1>" + form);
    }

    private static String form(String action, String title, String body, String button) {
        return """
        <form method="post" action="%s" class="editor">
        <label>Title<input name="title" id="title" value="%s" required></label>
        <label>Body, in storage format<textarea name="body" id="body" rows="22">%s</textarea></label>
        <label>What changed<input name="message" id="message"></label>
        <label class="check"><input type="checkbox" name="minor" value="true"> Do not tell watchers</label>
        <button class="primary" id="save">%s</button>
        </form>
        """
                .formatted(escape(action), escape(title), escape(body), escape(button));
    }

    /** {@code POST}: adds a page at the top of a space. */
    Answer create(Visit visit) {
        Parameters form = visit.request().form();
        Content created =
                visit.site()
                        .editor()
                        .add(
                                ContentType.PAGE,
                                visit.space().key(),
                                form.first("title", ""),
                                unixLines(form.first("body", "")),
                                0,
                                WikiPages.actor());
        return Answer.redirect(303, visit.address(created));
    }

    /** Browsers send forms with the line ends of Windows. */
    private static String unixLines(String text) {
        return text.replace("\r\n", "\n");
    }

    /** {@code POST}: does something to a page. */
    Answer act(Visit visit) {
        Editor editor = visit.site().editor();
        long id = visit.content().id();
        Parameters form = visit.request().form();
        switch (visit.path().getOrDefault("action", "")) {
            case "edit" -> editor.edit(id, change(form));
            case "trash" -> editor.trash(id);
            case "archive" -> editor.archive(id);
            case "unarchive" -> editor.unarchive(id);
            case "restore" -> editor.restore(id, true);
            case "restrict" -> editor.restrict(id, restrictions(form.first("who", "open")));
            case "purge" -> {
                String space = visit.spaceAddress();
                editor.purge(id);
                return Answer.redirect(303, space);
            }
            default -> throw new IllegalArgumentException("No such action");
        }
        return Answer.redirect(303, visit.address(visit.content()));
    }

    private static Change change(Parameters form) {
        return new Change(
                form.first("title"),
                unixLines(form.first("body", "")),
                null,
                null,
                form.first("minor") != null,
                true,
                form.first("message", ""),
                WikiPages.actor());
    }

    private static Restrictions restrictions(String who) {
        return switch (who) {
            case "own" -> Restrictions.to(List.of(Accounts.OWN.accountId()), List.of());
            case "others" -> Restrictions.to(List.of(Accounts.MEI.accountId()), List.of());
            default -> Restrictions.NONE;
        };
    }
}
