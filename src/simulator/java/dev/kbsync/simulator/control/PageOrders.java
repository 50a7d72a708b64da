package dev.kbsync.simulator.control;

import static dev.kbsync.simulator.control.ControlRoute.done;

import dev.kbsync.simulator.content.Accounts;
import dev.kbsync.simulator.content.Change;
import dev.kbsync.simulator.content.ContentType;
import dev.kbsync.simulator.control.ControlRoute.Order;
import dev.kbsync.simulator.http.Answer;
import dev.kbsync.simulator.rest.Call;
import java.util.List;
import java.util.function.BiConsumer;

/** The part of the control API that is about pages, blog posts and folders. */
final class PageOrders {
    private final Control control;

    PageOrders(Control control) {
        this.control = control;
    }

    List<ControlRoute> routes() {
        return List.of(
                ControlRoute.of(
                        "POST",
                        "/pages",
                        "add {space, title, body, parent?, type?: page|blogpost|folder, labels?}",
                        this::add),
                ControlRoute.of(
                        "PUT",
                        "/pages/{id}",
                        "change {title?, body?, parent?, space?, minorEdit?, message?, newVersion?};"
                                + " parent null or \"\" is the top of the space",
                        this::change),
                ControlRoute.of(
                        "DELETE",
                        "/pages/{id}/versions/{number}",
                        "delete a historical version; later ones are numbered anew",
                        this::deleteVersion),
                verb("trash", "into the trash", SiteControl::trash),
                verb("purge", "remove for good", SiteControl::purge),
                verb("archive", "archive", SiteControl::archive),
                verb("unarchive", "back from the archive", SiteControl::unarchive),
                ControlRoute.of(
                        "POST",
                        "/pages/{id}/restore",
                        "out of the trash {newVersion?: true}",
                        this::restore),
                ControlRoute.of(
                        "PUT",
                        "/pages/{id}/restrictions",
                        "who may view {users: [account id], groups: [name]}; empty opens. "
                                + Accounts.OWN.accountId()
                                + " is the credentials' own user: without it the page and all below"
                                + " are invisible",
                        this::restrict),
                ControlRoute.of(
                        "PUT",
                        "/pages/{id}/policy",
                        "whether a data security policy keeps apps out {blocked: true}",
                        this::block),
                ControlRoute.of(
                        "PUT", "/pages/{id}/labels", "replace labels {labels: []}", this::label));
    }

    private ControlRoute verb(String verb, String meaning, BiConsumer<SiteControl, String> work) {
        return ControlRoute.of(
                "POST",
                "/pages/{id}/" + verb,
                meaning,
                order -> {
                    work.accept(order.site(control), order.path("id"));
                    return done(order.path("id"));
                });
    }

    private Answer add(Order order) {
        SiteControl site = order.site(control);
        String id =
                site.add(
                        ContentType.of(order.text("type", "page")),
                        order.required("space"),
                        order.required("title"),
                        order.text("body", ""),
                        order.text("parent"));
        List<String> labels = order.texts("labels");
        if (!labels.isEmpty()) {
            site.label(id, labels.toArray(String[]::new));
        }
        return done(id);
    }

    private Answer change(Order order) {
        String parent = order.text("parent");
        long parentId = parent == null || parent.isEmpty() ? 0 : Call.id(parent);
        order.site(control)
                .change(
                        order.path("id"),
                        new Change(
                                order.text("title"),
                                order.text("body"),
                                order.json().has("parent") ? parentId : null,
                                order.text("space"),
                                order.flag("minorEdit", false),
                                order.flag("newVersion", true),
                                order.text("message", ""),
                                Accounts.OWN.accountId()));
        return done(order.path("id"));
    }

    private Answer deleteVersion(Order order) {
        order.site(control).deleteVersion(order.path("id"), (int) Call.id(order.path("number")));
        return done(order.path("id"));
    }

    private Answer restore(Order order) {
        order.site(control).restore(order.path("id"), order.flag("newVersion", true));
        return done(order.path("id"));
    }

    private Answer restrict(Order order) {
        order.site(control).restrict(order.path("id"), order.texts("users"), order.texts("groups"));
        return done(order.path("id"));
    }

    private Answer block(Order order) {
        order.site(control).blockPage(order.path("id"), order.flag("blocked", true));
        return done(order.path("id"));
    }

    private Answer label(Order order) {
        String[] labels = order.texts("labels").toArray(String[]::new);
        order.site(control).label(order.path("id"), labels);
        return done(order.path("id"));
    }
}
