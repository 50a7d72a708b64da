package dev.kbsync.api;

import dev.kbsync.api.json.FailureJson;
import dev.kbsync.api.json.Paged;
import dev.kbsync.api.json.Touched;
import dev.kbsync.history.Audit;
import dev.kbsync.history.AuditEntry.Kind;
import dev.kbsync.queue.QueueFailures;
import dev.kbsync.queue.QueueFailures.Which;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Documents that sinks did not take from a queue; an order without ids is about all of them. */
@RestController
@RequestMapping("/api/queue/failures")
@ConditionalOnWebApplication
@Tag(name = "failures")
class QueueFailuresApi {

    private final QueueFailures failures;
    private final Audit audit;

    QueueFailuresApi(QueueFailures failures, Audit audit) {
        this.failures = failures;
        this.audit = audit;
    }

    @GetMapping
    @Operation(
            operationId = "queueFailures",
            summary = "Documents that sinks did not take from the queue, the latest first")
    Paged<FailureJson> all(
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = Paging.USUAL) int size) {
        return new Paging(page, size)
                .of(
                        failures.count(""),
                        (from, most) ->
                                failures.of("", from, most).stream().map(FailureJson::of).toList());
    }

    @PostMapping("/retry")
    @Operation(
            operationId = "retryQueueFailures",
            summary = "Deliver them to their sinks again, by the server that fills these")
    Touched retry(
            @RequestParam(defaultValue = "") String sink,
            @RequestParam(defaultValue = "") List<String> id) {
        int documents = failures.retry(new Which(sink, "", id));
        if (documents > 0) {
            audit.record(Kind.RETRIED, "", documents, id);
        }
        return new Touched("", documents);
    }

    @PostMapping("/dismiss")
    @Operation(
            operationId = "dismissQueueFailures",
            summary = "Forget them until their pages change")
    Touched dismiss(
            @RequestParam(defaultValue = "") String sink,
            @RequestParam(defaultValue = "") List<String> id) {
        int documents = failures.dismiss(new Which(sink, "", id));
        if (documents > 0) {
            audit.record(Kind.DISMISSED, "", documents, id);
        }
        return new Touched("", documents);
    }
}
