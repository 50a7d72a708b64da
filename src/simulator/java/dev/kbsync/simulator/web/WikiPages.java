package dev.kbsync.simulator.web;

import static dev.kbsync.simulator.http.Html.escape;
import static java.util.stream.Collectors.joining;

import dev.kbsync.simulator.content.Accounts;
import dev.kbsync.simulator.content.Content;
import dev.kbsync.simulator.content.Space;
import dev.kbsync.simulator.content.Status;
import dev.kbsync.simulator.http.Answer;
import dev.kbsync.simulator.http.Request;
import dev.kbsync.simulator.http.Template;
import dev.kbsync.simulator.site.Links;
import dev.kbsync.simulator.site.Site;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;

/** The addresses of a site that people visit: {@code /wiki/spaces/...} and what hangs on them. */
public final class WikiPages {
    private record Address(String method, Template template, Function<Visit, Answer> page) {}

    private final List<Address> addresses;

    public WikiPages() {
        WikiForms forms = new WikiForms();
        addresses =
                List.of(
                        get("/wiki", WikiPages::spaces),
                        get("/wiki/", WikiPages::spaces),
                        get("/wiki/home", WikiPages::spaces),
                        get("/wiki/spaces", WikiPages::spaces),
                        get("/wiki/spaces/{key}", WikiPages::space),
                        get("/wiki/spaces/{key}/overview", WikiPages::space),
                        get("/wiki/spaces/{key}/new", forms::newPage),
                        get("/wiki/spaces/{key}/pages/edit-v2/{id}", forms::edit),
                        get("/wiki/spaces/{key}/pages/{id}", WikiPages::content),
                        get("/wiki/spaces/{key}/pages/{id}/{title}", WikiPages::content),
                        get("/wiki/spaces/{key}/folder/{id}", WikiPages::content),
                        get("/wiki/spaces/{key}/blog/{y}/{m}/{d}/{id}/{title}", WikiPages::content),
                        get("/wiki/files/{id}", WikiPages::file),
                        get("/wiki/pages/{id}/edit", forms::edit),
                        get("/wiki/pages/viewpageattachments.action", WikiPages::pageOfFile),
                        get("/wiki/pages/resumedraft.action", WikiPages::draft),
                        new Address("POST", Template.of("/wiki/spaces/{key}/new"), forms::create),
                        new Address("POST", Template.of("/wiki/pages/{id}/{action}"), forms::act));
    }

    private static Address get(String path, Function<Visit, Answer> page) {
        return new Address("GET", Template.of(path), page);
    }

    /** Answers a request for a page of a site. */
    public Answer answer(Request request, Site site) {
        Layout layout = new Layout(site);
        try {
            for (Address address : addresses) {
                Optional<Map<String, String>> path = address.template().match(request.segments());
                if (path.isPresent() && address.method().equals(request.method())) {
                    Visit visit = new Visit(request, path.get(), site);
                    return request.method().equals("GET")
                            ? site.content().reading(() -> address.page().apply(visit))
                            : address.page().apply(visit);
                }
            }
        } catch (NoSuchElementException missing) {
            return notFound(layout, String.valueOf(missing.getMessage()));
        } catch (IllegalArgumentException refused) {
            String text = "<h1>That did not work</h1><p id=\"error\">%s</p>";
            return layout.page(
                    400, "Error", text.formatted(escape(String.valueOf(refused.getMessage()))));
        }
        return notFound(layout, "There is no page at this address.");
    }

    private static Answer notFound(Layout layout, String text) {
        return layout.page(
                404, "Page Not Found", "<h1>Page Not Found</h1><p>" + escape(text) + "</p>");
    }

    private static Answer spaces(Visit visit) {
        String rows =
                visit.site().content().spaces().stream()
                        .map(space -> spaceRow(visit.site(), space))
                        .collect(joining());
        return new Layout(visit.site())
                .page(
                        200,
                        "Spaces",
                        "<h1>Spaces</h1><table class=\"list\"><tr><th>Space</th><th>Key</th>"
                                + "<th>About</th><th>Status</th></tr>"
                                + rows
                                + "</table>");
    }

    private static String spaceRow(Site site, Space space) {
        return "<tr><td><a href=\"%s\">%s</a></td><td><code>%s</code></td><td>%s</td><td>%s</td></tr>"
                .formatted(
                        escape(site.base() + Links.webui(space)),
                        escape(space.name()),
                        escape(space.key()),
                        escape(space.description()),
                        space.hidden() ? "hidden from the API" : space.status());
    }

    private static Answer space(Visit visit) {
        Space space = visit.space();
        Layout layout = new Layout(visit.site());
        Content homepage = visit.site().content().content(space.homepageId());
        String main =
                homepage == null
                        ? "<h1>" + escape(space.name()) + "</h1>"
                        : new ContentPage(visit.site(), homepage, layout).html();
        String rest = layout.put(space, Status.ARCHIVED) + layout.put(space, Status.TRASHED);
        return layout.page(space, homepage, space.name(), main + rest);
    }

    private static Answer content(Visit visit) {
        Content content = visit.content();
        Layout layout = new Layout(visit.site());
        return layout.page(
                visit.site().content().spaceOf(content),
                content,
                content.title(),
                new ContentPage(visit.site(), content, layout).html());
    }

    /** A file as it is; whatever is in it, it may not act as a page of the site. */
    private static Answer file(Visit visit) {
        Content file = visit.content();
        return Answer.of(200, file.file().mediaType(), file.file().bytes())
                .with(
                        "Content-Security-Policy",
                        "sandbox; default-src 'none'; style-src 'unsafe-inline'")
                .with("X-Content-Type-Options", "nosniff");
    }

    private static Answer pageOfFile(Visit visit) {
        return redirect(visit, "pageId");
    }

    private static Answer draft(Visit visit) {
        return redirect(visit, "draftId");
    }

    private static Answer redirect(Visit visit, String parameter) {
        String id = visit.request().parameters().first(parameter, "");
        Visit target = new Visit(visit.request(), Map.of("id", id), visit.site());
        return Answer.redirect(302, target.address(target.content()));
    }

    /** The account people act as in these pages. */
    static String actor() {
        return Accounts.INES.accountId();
    }
}
