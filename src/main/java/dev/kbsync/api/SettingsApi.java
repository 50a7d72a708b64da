package dev.kbsync.api;

import dev.kbsync.api.json.AuditJson;
import dev.kbsync.api.json.Paged;
import dev.kbsync.history.Audit;
import dev.kbsync.settings.EffectiveSettings;
import dev.kbsync.settings.EffectiveSettings.Setting;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What is set, and what people did; a token that may only read sees neither. */
@RestController
@ConditionalOnWebApplication
@Tag(name = "settings")
class SettingsApi {

    private final EffectiveSettings settings;
    private final Audit audit;

    SettingsApi(EffectiveSettings settings, Audit audit) {
        this.settings = settings;
        this.audit = audit;
    }

    @GetMapping("/api/settings")
    @Operation(
            operationId = "settings",
            summary = "Every setting with its value and where it was set; secrets are masked")
    List<Setting> settings() {
        return settings.all();
    }

    /** Also about a site that is no longer set up. */
    @GetMapping("/api/audit")
    @Operation(operationId = "audit", summary = "What people did, the latest first")
    Paged<AuditJson> audit(
            @RequestParam(defaultValue = "") String site,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = Paging.USUAL) int size) {
        return new Paging(page, size)
                .of(
                        audit.countDeeds(site),
                        (from, most) ->
                                audit.deeds(site, from, most).stream().map(AuditJson::of).toList());
    }
}
