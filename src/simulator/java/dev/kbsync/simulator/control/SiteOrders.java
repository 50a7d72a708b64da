package dev.kbsync.simulator.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kbsync.simulator.content.Account;
import dev.kbsync.simulator.content.Accounts;
import dev.kbsync.simulator.control.ControlRoute.Order;
import dev.kbsync.simulator.http.Answer;
import dev.kbsync.simulator.http.Json;
import java.time.Duration;
import java.util.List;

/** The part of the control API that is about sites: their spaces, and all they hold. */
final class SiteOrders {
    private final Control control;

    SiteOrders(Control control) {
        this.control = control;
    }

    List<ControlRoute> routes() {
        return List.of(
                ControlRoute.of("GET", "/sites", "names, addresses, cloud ids", this::sites),
                ControlRoute.of("POST", "/spaces", "add {key, name}", this::addSpace),
                ControlRoute.of(
                        "PUT",
                        "/spaces/{key}",
                        "change {name?, archived?, hidden?: permission lost, blocked?: a data"
                                + " security policy keeps apps out}",
                        this::changeSpace),
                ControlRoute.of(
                        "DELETE", "/spaces/{key}", "delete with all in it", this::deleteSpace),
                ControlRoute.of(
                        "GET",
                        "/content",
                        "all content right now, ?as=ACCOUNT ID or e-mail (default: the own user)",
                        this::content),
                ControlRoute.of(
                        "POST", "/settle", "search catches up with every change now", this::settle),
                ControlRoute.of(
                        "PUT",
                        "/index-delay",
                        "how long changes take to reach search {delay: ISO duration}, on all sites",
                        this::indexDelay),
                ControlRoute.of(
                        "PUT",
                        "/lagging-rows",
                        "search rows show content as the index knows it {lagging}, on all sites",
                        this::laggingRows));
    }

    private Answer sites(Order order) {
        ArrayNode sites = Json.array();
        control.sites()
                .forEach(
                        site ->
                                sites.addObject()
                                        .put("name", site.site().name())
                                        .put("url", site.site().url())
                                        .put("cloudId", site.site().cloudId()));
        return Answer.json(sites);
    }

    private Answer addSpace(Order order) {
        order.site(control).addSpace(order.required("key"), order.required("name"));
        return doneWith(order.required("key"));
    }

    private Answer changeSpace(Order order) {
        String key = order.path("key");
        SiteControl site = order.site(control);
        if (order.json().has("name")) {
            site.renameSpace(key, order.required("name"));
        }
        if (order.json().has("archived")) {
            site.archiveSpace(key, order.flag("archived", false));
        }
        if (order.json().has("hidden")) {
            site.hideSpace(key, order.flag("hidden", false));
        }
        if (order.json().has("blocked")) {
            site.blockSpace(key, order.flag("blocked", false));
        }
        return doneWith(key);
    }

    private Answer deleteSpace(Order order) {
        order.site(control).deleteSpace(order.path("key"));
        return doneWith(order.path("key"));
    }

    private static Answer doneWith(String key) {
        return Answer.json(Json.object().put("key", key));
    }

    private Answer content(Order order) {
        String as = order.request().parameter("as");
        Account account = as == null || as.contains("@") ? Accounts.byEmail(as) : Accounts.byId(as);
        SiteControl site = order.site(control);
        ObjectNode json = Json.object().put("site", site.site().name());
        ArrayNode all = json.put("as", account.accountId()).putArray("content");
        for (SiteControl.Shown shown : site.content(account)) {
            all.addObject()
                    .put("id", shown.id())
                    .put("type", shown.type())
                    .put("status", shown.status())
                    .put("title", shown.title())
                    .put("space", shown.space())
                    .put("parent", shown.parent())
                    .put("version", shown.version())
                    .put("visible", shown.visible())
                    .put("restricted", shown.restricted());
        }
        return Answer.json(json);
    }

    private Answer settle(Order order) {
        control.sites().forEach(SiteControl::settle);
        return Answer.json(Json.object());
    }

    private Answer laggingRows(Order order) {
        boolean lagging = order.flag("lagging", true);
        control.sites().forEach(site -> site.laggingRows(lagging));
        return Answer.json(Json.object().put("lagging", lagging));
    }

    private Answer indexDelay(Order order) {
        Duration delay = Duration.parse(order.required("delay"));
        control.sites().forEach(site -> site.indexDelay(delay));
        return Answer.json(Json.object().put("delay", delay.toString()));
    }
}
