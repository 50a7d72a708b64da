package dev.kbsync.simulator.control;

import static dev.kbsync.simulator.control.ControlRoute.done;

import dev.kbsync.simulator.control.ControlRoute.Order;
import dev.kbsync.simulator.http.Answer;
import dev.kbsync.simulator.site.MediaTypes;
import java.util.Base64;
import java.util.List;

/** The part of the control API that is about what hangs on pages: comments and files. */
final class HangingOrders {
    private final Control control;

    HangingOrders(Control control) {
        this.control = control;
    }

    List<ControlRoute> routes() {
        return List.of(
                ControlRoute.of(
                        "POST",
                        "/pages/{id}/comments",
                        "comment {body, inline?: true, selection?}",
                        this::comment),
                ControlRoute.of(
                        "PUT",
                        "/comments/{id}",
                        "change a comment {resolution?, body?}",
                        this::changeComment),
                ControlRoute.of("DELETE", "/comments/{id}", "remove a comment", this::remove),
                ControlRoute.of(
                        "POST",
                        "/pages/{id}/attachments",
                        "attach {fileName, content: base64, mediaType?}",
                        this::attach),
                ControlRoute.of(
                        "PUT",
                        "/attachments/{id}",
                        "replace a file {content: base64}",
                        this::replace),
                ControlRoute.of("DELETE", "/attachments/{id}", "remove a file", this::remove));
    }

    private Answer comment(Order order) {
        SiteControl site = order.site(control);
        String page = order.path("id");
        String body = order.required("body");
        return done(
                order.flag("inline", false)
                        ? site.addInlineComment(page, body, order.text("selection", ""))
                        : site.addComment(page, body));
    }

    private Answer changeComment(Order order) {
        SiteControl site = order.site(control);
        String id = order.path("id");
        if (order.json().has("resolution")) {
            site.resolveComment(id, order.required("resolution"));
        }
        if (order.json().has("body")) {
            site.edit(id, order.required("body"));
        }
        return done(id);
    }

    private Answer attach(Order order) {
        String name = order.required("fileName");
        return done(
                order.site(control)
                        .attach(
                                order.path("id"),
                                name,
                                order.text("mediaType", MediaTypes.of(name)),
                                Base64.getDecoder().decode(order.required("content"))));
    }

    private Answer replace(Order order) {
        order.site(control)
                .replaceFile(
                        order.path("id"), Base64.getDecoder().decode(order.required("content")));
        return done(order.path("id"));
    }

    private Answer remove(Order order) {
        order.site(control).purge(order.path("id"));
        return done(order.path("id"));
    }
}
