package dev.kbsync.simulator.v1;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kbsync.simulator.content.Accounts;
import dev.kbsync.simulator.content.Content;
import dev.kbsync.simulator.content.Restrictions;
import dev.kbsync.simulator.http.Answer;
import dev.kbsync.simulator.http.Json;
import dev.kbsync.simulator.rest.Call;
import dev.kbsync.simulator.rest.Errors;
import dev.kbsync.simulator.rest.RestApi;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code /content/{id}/restriction} and what hangs on it: who may view one page. */
final class RestrictionRoutes {
    private static final String PATH = "/wiki/rest/api/content/{id}/restriction";
    private static final Expansions BY_DEFAULT =
            Expansions.of(List.of("restrictions.user", "restrictions.group"));

    void register(RestApi api) {
        api.get(PATH, RestrictionRoutes::all);
        api.get(PATH + "/byOperation", RestrictionRoutes::byOperation);
        api.get(PATH + "/byOperation/{operationKey}", RestrictionRoutes::operation);
        api.get(PATH + "/byOperation/{operationKey}/user", RestrictionRoutes::user);
        api.get(PATH + "/byOperation/{operationKey}/byGroupId/{groupId}", RestrictionRoutes::group);
    }

    private static Content content(Call call) {
        Content content = call.visible(call.path("id"));
        if (content == null) {
            throw Errors.v1NotFound(call.path("id"));
        }
        return content;
    }

    private static Expansions expansions(Call call) {
        List<String> asked = call.request().parameters().list("expand");
        return asked.isEmpty() ? BY_DEFAULT : Expansions.of(asked);
    }

    /** An operation with what is expanded of it, for itself or for all operations. */
    private static Expansions of(Expansions all, String operation) {
        return all.has(operation) ? all.under(operation) : all;
    }

    private static Answer all(Call call) {
        Content content = content(call);
        Page page = Page.of(call, 100, 200);
        Expansions expand = expansions(call);
        RestrictionJson json = new RestrictionJson(call.site());
        ArrayNode results = Json.array();
        for (String operation : RestrictionJson.OPERATIONS) {
            results.add(
                    json.operation(
                            content, operation, of(expand, operation), page.start(), page.limit()));
        }
        ObjectNode body = Json.object();
        body.set("results", results);
        body.put("start", page.start())
                .put("limit", page.limit())
                .put("size", results.size())
                .put("restrictionsHash", Integer.toHexString(content.restrictions().hashCode()));
        body.putObject("_links")
                .put("base", call.site().base())
                .put("context", "/wiki")
                .put(
                        "self",
                        call.site().base() + "/rest/api/content/" + content.id() + "/restriction");
        return answer(body, content);
    }

    private static Answer byOperation(Call call) {
        Content content = content(call);
        Page page = Page.of(call, 100, 200);
        Expansions expand = expansions(call);
        RestrictionJson json = new RestrictionJson(call.site());
        ObjectNode body = Json.object();
        for (String operation : RestrictionJson.OPERATIONS) {
            body.set(
                    operation,
                    json.operation(
                            content, operation, of(expand, operation), page.start(), page.limit()));
        }
        body.putObject("_links").put("base", call.site().base()).put("context", "/wiki");
        return answer(body, content);
    }

    private static Answer operation(Call call) {
        Content content = content(call);
        Page page = Page.of(call, 100, 200);
        String operation = operationKey(call);
        ObjectNode body =
                new RestrictionJson(call.site())
                        .operation(
                                content,
                                operation,
                                of(expansions(call), operation),
                                page.start(),
                                page.limit());
        return answer(body, content);
    }

    private static String operationKey(Call call) {
        String operation = call.path("operationKey");
        if (!RestrictionJson.OPERATIONS.contains(operation)) {
            throw Errors.v1BadRequest("Invalid operation key: " + operation);
        }
        return operation;
    }

    /** People and permissions count double. */
    private static Answer answer(ObjectNode body, Content content) {
        Restrictions restrictions = content.restrictions();
        int identities = restrictions.users().size() + restrictions.groups().size();
        return Answer.json(body).costing(2 * Math.max(1, identities));
    }

    private static Answer user(Call call) {
        String account = call.request().parameters().first("accountId", "");
        return applies(call, restricted(call).users().contains(account));
    }

    private static Answer group(Call call) {
        Set<String> ids =
                restricted(call).groups().stream()
                        .map(Accounts::groupId)
                        .collect(Collectors.toSet());
        return applies(call, ids.contains(call.path("groupId")));
    }

    private static Restrictions restricted(Call call) {
        Content content = content(call);
        return operationKey(call).equals("read") ? content.restrictions() : Restrictions.NONE;
    }

    private static Answer applies(Call call, boolean does) {
        if (!does) {
            throw Errors.v1NotFound(call.path("id"));
        }
        return Answer.empty(200).costing(2);
    }
}
