package dev.kbsync.api;

import dev.kbsync.api.json.DocumentJson;
import dev.kbsync.api.json.DocumentList;
import dev.kbsync.api.json.FailureJson;
import dev.kbsync.api.json.Paged;
import dev.kbsync.ledger.DocumentAccounts;
import dev.kbsync.ledger.DocumentAccounts.Account;
import dev.kbsync.ledger.DocumentAccounts.WaitingRemoval;
import dev.kbsync.ledger.DocumentFinder;
import dev.kbsync.ledger.DocumentFinder.Found;
import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The documents: a list to search in, and each of them. */
@RestController
@RequestMapping("/api")
@ConditionalOnWebApplication
@Tag(name = "documents")
class DocumentsApi {

    private final Sites sites;
    private final DocumentList list;
    private final DocumentFinder finder;
    private final DocumentAccounts accounts;

    DocumentsApi(Sites sites, DocumentList list, DocumentFinder finder, DocumentAccounts accounts) {
        this.sites = sites;
        this.list = list;
        this.finder = finder;
        this.accounts = accounts;
    }

    /**
     * What a sink holds of a document.
     *
     * @param state delivered, waiting or filtered
     * @param deliveredAt when the sink last took it; null if it never did
     * @param ownId what the sink calls the document
     * @param paths the file names under which it lies, if the sink keeps files
     */
    record AtSink(
            String sink,
            String state,
            @Nullable Instant deliveredAt,
            String ownId,
            List<String> paths) {}

    /**
     * A document with all that is known of it.
     *
     * @param sinks what each sink holds
     * @param failure null if the last try worked
     * @param removals those that wait for a person
     */
    record DocumentAccount(
            DocumentJson document,
            List<AtSink> sinks,
            @Nullable FailureJson failure,
            List<WaitingRemoval> removals) {}

    @GetMapping("/documents")
    @Operation(operationId = "documents", summary = "Documents, by space and title")
    Paged<DocumentJson> all(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String site,
            @RequestParam(defaultValue = "") String space,
            @RequestParam(defaultValue = "") String label,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = Paging.USUAL) int size) {
        DocumentList.Query query =
                new DocumentList.Query(
                        site.isEmpty() ? sites.all() : List.of(sites.get(site)),
                        q,
                        space,
                        label,
                        state);
        return new Paging(page, size)
                .of(list.count(query), (from, most) -> list.of(query, from, most));
    }

    @GetMapping("/sites/{site}/documents/{id}")
    @Operation(
            operationId = "document",
            summary = "One document, by the id of its page: where it is, and what keeps it")
    DocumentAccount one(@PathVariable String site, @PathVariable String id) {
        Site of = sites.get(site);
        Found found =
                Optional.ofNullable(of.cloudId())
                        .flatMap(cloudId -> finder.find(cloudId, id))
                        .orElseThrow(
                                () ->
                                        new NotThereException(
                                                "There is no document of such a page; /api/documents lists those that there are."));
        Account account = accounts.of(found.cloudId(), id);
        return new DocumentAccount(
                DocumentJson.of(of.name(), found),
                account.sinks().stream()
                        .map(
                                held ->
                                        new AtSink(
                                                held.sink(),
                                                held.state().word(),
                                                held.deliveredAt(),
                                                held.ownId(),
                                                held.paths()))
                        .toList(),
                account.failure() == null ? null : FailureJson.of(of.name(), account.failure()),
                account.removals());
    }
}
