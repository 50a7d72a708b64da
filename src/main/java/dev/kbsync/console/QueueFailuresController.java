package dev.kbsync.console;

import dev.kbsync.history.Audit;
import dev.kbsync.history.AuditEntry.Kind;
import dev.kbsync.queue.QueueFailures;
import dev.kbsync.queue.QueueFailures.Which;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What a person does about documents that sinks did not take from a queue. */
@Controller
@RequestMapping("/queue/failures")
@ConditionalOnWebApplication
class QueueFailuresController {

    private final QueueFailures failures;
    private final Audit audit;

    QueueFailuresController(QueueFailures failures, Audit audit) {
        this.failures = failures;
        this.audit = audit;
    }

    @PostMapping("/retry")
    String retry(
            @RequestParam(defaultValue = "") String sink,
            @RequestParam(defaultValue = "") List<String> id,
            RedirectAttributes flash) {
        int documents = failures.retry(new Which(sink, "", id));
        audit.record(Kind.RETRIED, "", documents, id);
        Flash.notice(
                flash,
                (documents == 1 ? "One document is" : documents + " documents are")
                        + " delivered again within seconds, as long as a server fills the sink.");
        return "redirect:/";
    }

    @PostMapping("/dismiss")
    String dismiss(
            @RequestParam(defaultValue = "") String sink,
            @RequestParam(defaultValue = "") List<String> id,
            RedirectAttributes flash) {
        int documents = failures.dismiss(new Which(sink, "", id));
        audit.record(Kind.DISMISSED, "", documents, id);
        Flash.notice(
                flash,
                (documents == 1 ? "One failure is" : documents + " failures are")
                        + " dismissed: delivered again only when the page changes.");
        return "redirect:/";
    }
}
