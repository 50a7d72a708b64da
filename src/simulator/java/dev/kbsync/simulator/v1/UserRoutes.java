package dev.kbsync.simulator.v1;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kbsync.simulator.content.Account;
import dev.kbsync.simulator.content.Accounts;
import dev.kbsync.simulator.http.Answer;
import dev.kbsync.simulator.http.Json;
import dev.kbsync.simulator.http.Refusal;
import dev.kbsync.simulator.rest.Call;
import dev.kbsync.simulator.rest.Errors;
import dev.kbsync.simulator.rest.RestApi;
import java.util.List;

/** People and groups. */
final class UserRoutes {

    void register(RestApi api) {
        api.get("/wiki/rest/api/user/current", UserRoutes::current);
        api.get("/wiki/rest/api/user", UserRoutes::user);
        api.get("/wiki/rest/api/user/bulk", UserRoutes::bulk);
        api.get("/wiki/rest/api/user/memberof", UserRoutes::groupsOf);
        api.get("/wiki/rest/api/group", UserRoutes::groups);
    }

    private static Answer current(Call call) {
        Account own = call.account();
        ObjectNode json = new UserJson(call.site()).user(own.accountId());
        // Only one's own address is not hidden.
        json.put("email", own.email());
        return Answer.json(json).costing(2);
    }

    private static Answer user(Call call) {
        String id = call.request().parameters().first("accountId", "");
        if (!Accounts.exists(id)) {
            throw new Refusal(
                    Errors.v1WithData(
                            404,
                            "com.atlassian.confluence.api.service.exceptions.NotFoundException: No"
                                    + " user found with account id: "
                                    + id));
        }
        return Answer.json(new UserJson(call.site()).user(id)).costing(2);
    }

    private static Answer bulk(Call call) {
        List<String> ids =
                call.request().parameters().list("accountId").stream()
                        .filter(Accounts::exists)
                        .toList();
        UserJson json = new UserJson(call.site());
        return Page.of(call, 100, 200).answer(call, ids, json::user).costing(2 * ids.size());
    }

    private static Answer groupsOf(Call call) {
        String id = call.request().parameters().first("accountId", "");
        List<String> groups = Accounts.byId(id).groups().stream().sorted().toList();
        UserJson json = new UserJson(call.site());
        return Page.of(call, 200, 200).answer(call, groups, json::group).costing(2 * groups.size());
    }

    private static Answer groups(Call call) {
        UserJson json = new UserJson(call.site());
        List<String> groups = Accounts.groups();
        Answer answer = Page.of(call, 200, 200).answer(call, groups, json::group);
        return answer.costing(2 * Json.read(answer.body()).path("size").asInt());
    }
}
