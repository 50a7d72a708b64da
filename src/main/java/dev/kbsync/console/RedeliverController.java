package dev.kbsync.console;

import dev.kbsync.ledger.Redelivery.Scope;
import dev.kbsync.run.RedeliveryOrders;
import dev.kbsync.run.RedeliveryOrders.Order;
import java.security.Principal;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A person's order to deliver documents again; what is left out does not narrow them down. */
@Controller
@ConditionalOnWebApplication
class RedeliverController {

    private final RedeliveryOrders orders;

    RedeliverController(RedeliveryOrders orders) {
        this.orders = orders;
    }

    @PostMapping("/sites/{name}/redeliver")
    String redeliver(
            @PathVariable String name,
            @RequestParam(defaultValue = "") String space,
            @RequestParam(defaultValue = "") String sink,
            @RequestParam(defaultValue = "") List<String> id,
            @RequestParam(defaultValue = "site") String back,
            Principal person,
            RedirectAttributes flash) {
        Order order = orders.take(name, new Scope(space, sink, id), person.getName());
        Flash.notice(flash, text(order));
        if (back.equals("document") && id.size() == 1) {
            flash.addAttribute("document", id.get(0));
            return "redirect:/sites/{name}/documents/{document}";
        }
        return "redirect:/sites/" + name;
    }

    private static String text(Order order) {
        String counted =
                order.documents() == 1 ? "One document is" : order.documents() + " documents are";
        return switch (order.run()) {
            case "none" -> "No such document was delivered yet.";
            case "started" -> counted + " delivered again now.";
            default -> counted + " delivered again by the run after the one in progress.";
        };
    }
}
