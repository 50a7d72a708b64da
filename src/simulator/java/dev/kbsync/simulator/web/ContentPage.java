package dev.kbsync.simulator.web;

import static dev.kbsync.simulator.http.Html.escape;
import static java.util.stream.Collectors.joining;

import dev.kbsync.simulator.content.Accounts;
import dev.kbsync.simulator.content.Content;
import dev.kbsync.simulator.content.ContentType;
import dev.kbsync.simulator.content.Restrictions;
import dev.kbsync.simulator.content.Status;
import dev.kbsync.simulator.site.Site;
import dev.kbsync.simulator.site.Times;
import dev.kbsync.simulator.view.StorageView;
import java.util.List;

/** One page, blog post or folder as people read it, with what they can do to it. */
final class ContentPage {
    private final Site site;
    private final Content content;
    private final Layout layout;

    ContentPage(Site site, Content content, Layout layout) {
        this.site = site;
        this.content = content;
        this.layout = layout;
    }

    String html() {
        return "<p class=\"path\">"
                + path()
                + "</p><h1>"
                + escape(content.title())
                + "</h1>"
                + facts()
                + actions()
                + "<article>"
                + new StorageView(site, content).html(content.storage())
                + "</article>"
                + files()
                + comments();
    }

    private String path() {
        return site.content().ancestors(content).stream().map(layout::link).collect(joining(" / "));
    }

    private String facts() {
        String labels =
                content.labels().stream()
                        .map(label -> "<span class=\"label\">" + escape(label.name()) + "</span>")
                        .collect(joining(" "));
        String badges = "";
        if (!content.isCurrent()) {
            badges += "<span class=\"badge\">" + content.status().wire() + "</span> ";
        }
        if (!content.restrictions().isEmpty()) {
            badges += "<span class=\"badge\" id=\"restricted\">restricted</span> ";
        }
        return """
        <p class="facts">%sid <code>%d</code>, version <span id="version">%d</span>, saved %s by %s %s</p>
        """
                .formatted(
                        badges,
                        content.id(),
                        content.revision().number(),
                        Times.iso(content.modifiedAt()),
                        escape(Accounts.byId(content.revision().authorId()).name()),
                        labels);
    }

    private String actions() {
        StringBuilder buttons = new StringBuilder("<div class=\"actions\">");
        if (content.status() == Status.CURRENT) {
            if (content.type() != ContentType.FOLDER) {
                buttons.append("<a class=\"button\" id=\"edit\" href=\"/wiki/pages/");
                buttons.append(content.id()).append("/edit\">Edit</a>");
            }
            buttons.append(button("trash", "Move to trash"));
            buttons.append(button("archive", "Archive"));
            buttons.append(restriction());
        } else if (content.status() == Status.ARCHIVED) {
            buttons.append(button("unarchive", "Take out of the archive"));
        } else {
            buttons.append(button("restore", "Restore"));
            buttons.append(button("purge", "Delete for good"));
        }
        return buttons.append("</div>").toString();
    }

    private String restriction() {
        Restrictions now = content.restrictions();
        boolean own = now.users().contains(Accounts.OWN.accountId());
        String state = now.isEmpty() ? "open" : own ? "own" : "others";
        return """
        <form method="post" action="/wiki/pages/%d/restrict"><label>Who may view:
        <select name="who" id="who">%s%s%s</select></label>
        <button id="restrict">Apply</button></form>
        """
                .formatted(
                        content.id(),
                        option("open", "everybody", state),
                        option(
                                "own",
                                "only " + Accounts.OWN.name() + ", the API's own user",
                                state),
                        option("others", "others only: hidden from the API", state));
    }

    private static String option(String value, String text, String chosen) {
        return "<option value=\"%s\"%s>%s</option>"
                .formatted(value, value.equals(chosen) ? " selected" : "", escape(text));
    }

    private String button(String action, String text) {
        return "<form method=\"post\" action=\"/wiki/pages/%d/%s\"><button id=\"%s\">%s</button></form>"
                .formatted(content.id(), action, action, escape(text));
    }

    private List<Content> hanging(ContentType type) {
        return site.content().children(content.id()).stream()
                .filter(child -> child.type() == type && child.isCurrent())
                .toList();
    }

    private String files() {
        String files =
                hanging(ContentType.ATTACHMENT).stream()
                        .map(
                                file ->
                                        "<li><a href=\"/wiki/files/%d\">%s</a> (%d bytes)</li>"
                                                .formatted(
                                                        file.id(),
                                                        escape(file.title()),
                                                        file.file().bytes().length))
                        .collect(joining());
        return files.isEmpty() ? "" : "<h2>Files</h2><ul class=\"files\">" + files + "</ul>";
    }

    private String comments() {
        String comments =
                hanging(ContentType.COMMENT).stream().map(this::comment).collect(joining());
        return comments.isEmpty() ? "" : "<h2>Comments</h2>" + comments;
    }

    private String comment(Content comment) {
        String on = comment.comment().selection();
        return "<div class=\"comment\"><p><strong>%s</strong> %s%s</p>%s</div>"
                .formatted(
                        escape(Accounts.byId(comment.authorId()).name()),
                        Times.iso(comment.createdAt()),
                        on == null ? "" : " on <q>" + escape(on) + "</q>",
                        new StorageView(site, comment).html(comment.storage()));
    }
}
