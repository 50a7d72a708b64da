package dev.kbsync.simulator.v1;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kbsync.simulator.content.Account;
import dev.kbsync.simulator.content.Accounts;
import dev.kbsync.simulator.http.Html;
import dev.kbsync.simulator.http.Json;
import dev.kbsync.simulator.site.Site;

/** People and groups as v1 writes them. E-mail addresses stay hidden. */
final class UserJson {
    private final Site site;

    UserJson(Site site) {
        this.site = site;
    }

    ObjectNode user(String accountId) {
        Account account = Accounts.byId(accountId);
        ObjectNode user =
                Json.object()
                        .put("type", "known")
                        .put("accountId", accountId)
                        .put("accountType", "atlassian")
                        .put("email", "")
                        .put("publicName", account.name());
        user.putObject("profilePicture")
                .put("path", "/wiki/aa-avatar/" + accountId)
                .put("width", 48)
                .put("height", 48)
                .put("isDefault", false);
        user.put("displayName", account.name())
                .put("isExternalCollaborator", false)
                .put("isGuest", false)
                .put("locale", "en_US")
                .put("accountStatus", Accounts.exists(accountId) ? "active" : "closed");
        user.putObject("_expandable").put("operations", "").put("personalSpace", "");
        user.putObject("_links")
                .put("self", site.base() + "/rest/api/user?accountId=" + Html.query(accountId));
        return user;
    }

    ObjectNode group(String name) {
        String id = Accounts.groupId(name);
        ObjectNode group =
                Json.object()
                        .put("type", "group")
                        .put("name", name)
                        .put("id", id)
                        .put("usageType", "USERBASE_GROUP")
                        .put("managedBy", "ADMINS");
        group.putObject("_links").put("self", site.base() + "/rest/api/group/by-id?id=" + id);
        return group;
    }
}
