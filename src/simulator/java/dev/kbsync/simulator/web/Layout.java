package dev.kbsync.simulator.web;

import static dev.kbsync.simulator.http.Html.escape;
import static java.util.stream.Collectors.joining;

import dev.kbsync.simulator.content.Content;
import dev.kbsync.simulator.content.ContentIndex.Order;
import dev.kbsync.simulator.content.Space;
import dev.kbsync.simulator.content.Status;
import dev.kbsync.simulator.http.Answer;
import dev.kbsync.simulator.site.Links;
import dev.kbsync.simulator.site.Site;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What every page has around it: the bar at the top and, in a space, the tree at the side. */
final class Layout {
    private static final int LONGEST_LIST = 200;

    private final Site site;

    Layout(Site site) {
        this.site = site;
    }

    Answer page(int status, String title, String main) {
        return page(status, title, "", main);
    }

    /** A page in a space, with the tree open at a page. */
    Answer page(Space space, @Nullable Content at, String title, String main) {
        return page(200, title, "<nav class=\"tree\">" + tree(space, at) + "</nav>", main);
    }

    private Answer page(int status, String title, String aside, String main) {
        String html =
                """
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><title>%s - %s</title>
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <link rel="stylesheet" href="/_simulator/style.css"></head>
                <body><header><a class="brand" href="/wiki/spaces">Simulated Confluence</a>
                <span class="site">%s</span>
                <a href="/_simulator/">control API</a></header>
                <div class="frame">%s<main>%s</main></div></body></html>
                """
                        .formatted(
                                escape(title),
                                escape(site.name()),
                                escape(site.name()),
                                aside,
                                main);
        return Answer.html(status, html)
                .with(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; img-src 'self' https: http:;"
                                + " form-action 'self'; base-uri 'none'")
                .with("Cache-Control", "no-store");
    }

    private String tree(Space space, @Nullable Content at) {
        List<Content> path = new ArrayList<>();
        if (at != null) {
            path.addAll(site.content().ancestors(at));
            path.add(at);
        }
        String head =
                "<h2><a href=\"%s\">%s</a></h2>"
                        .formatted(site.base() + Links.webui(space), escape(space.name()));
        String add =
                "<p><a class=\"add\" id=\"new-page\" href=\"%s/spaces/%s/new\">+ New page</a></p>"
                        .formatted(site.base(), escape(space.key()));
        return head + level(roots(space), path) + add;
    }

    private String level(List<Content> contents, List<Content> open) {
        StringBuilder list = new StringBuilder("<ul>");
        for (Content content : contents.subList(0, Math.min(contents.size(), LONGEST_LIST))) {
            boolean here = !open.isEmpty() && open.get(open.size() - 1).id() == content.id();
            list.append("<li").append(here ? " class=\"here\"" : "").append('>');
            list.append(link(content));
            if (open.stream().anyMatch(o -> o.id() == content.id())) {
                list.append(level(below(content), open));
            }
            list.append("</li>");
        }
        if (contents.size() > LONGEST_LIST) {
            list.append("<li>… and ").append(contents.size() - LONGEST_LIST).append(" more</li>");
        }
        return list.append("</ul>").toString();
    }

    String link(Content content) {
        String mark =
                switch (content.type()) {
                    case FOLDER -> "📁 ";
                    case BLOGPOST -> "✎ ";
                    default -> "";
                };
        return "<a href=\"%s\">%s%s</a>"
                .formatted(
                        escape(site.base() + new Links(site).webui(content)),
                        mark,
                        escape(content.title()));
    }

    private List<Content> below(Content content) {
        return site.content().children(content.id()).stream()
                .filter(child -> child.type().inTree() && child.isCurrent())
                .toList();
    }

    /** What stands at the top of a space, its blog posts last. */
    private List<Content> roots(Space space) {
        return scan(space).stream()
                .filter(content -> content.details() == null && content.parentId() == 0)
                .filter(Content::isCurrent)
                .limit(LONGEST_LIST + 1L)
                .toList();
    }

    private List<Content> scan(Space space) {
        List<Content> all = new ArrayList<>();
        Iterator<Content> contents =
                site.content().index().scan(List.of(space.id()), Order.ID, false, null);
        contents.forEachRemaining(all::add);
        return all;
    }

    /** Links to what is archived or in the trash. */
    String put(Space space, Status status) {
        String links =
                scan(space).stream()
                        .filter(content -> content.status() == status && content.details() == null)
                        .map(content -> "<li>" + link(content) + "</li>")
                        .collect(joining());
        return links.isEmpty() ? "" : "<h2>" + heading(status) + "</h2><ul>" + links + "</ul>";
    }

    private static String heading(Status status) {
        return status == Status.TRASHED ? "In the trash" : "Archived";
    }
}
