package dev.kbsync.api;

import dev.kbsync.ledger.Redelivery.Scope;
import dev.kbsync.run.RedeliveryOrders;
import dev.kbsync.run.RedeliveryOrders.Order;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** An order to deliver documents again; what is left out does not narrow them down. */
@RestController
@ConditionalOnWebApplication
@Tag(name = "documents")
class RedeliverApi {

    private final RedeliveryOrders orders;

    RedeliverApi(RedeliveryOrders orders) {
        this.orders = orders;
    }

    @PostMapping("/api/sites/{site}/redeliver")
    @Operation(operationId = "redeliver", summary = "Deliver documents again")
    Order redeliver(
            @PathVariable String site,
            @RequestParam(defaultValue = "") String space,
            @RequestParam(defaultValue = "") String sink,
            @RequestParam(defaultValue = "") List<String> id,
            Principal person) {
        return orders.take(site, new Scope(space, sink, id), person.getName());
    }
}
