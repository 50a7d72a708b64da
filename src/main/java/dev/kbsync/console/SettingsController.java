package dev.kbsync.console;

import dev.kbsync.history.Audit;
import dev.kbsync.settings.EffectiveSettings;
import dev.kbsync.settings.EffectiveSettings.Setting;
import dev.kbsync.site.Sites;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What is set, and what people did. */
@Controller
@ConditionalOnWebApplication
class SettingsController {

    private static final int LATEST = 10;
    private static final int ON_A_PAGE = 50;

    private final EffectiveSettings settings;
    private final Audit audit;
    private final Sites sites;

    SettingsController(EffectiveSettings settings, Audit audit, Sites sites) {
        this.settings = settings;
        this.audit = audit;
        this.sites = sites;
    }

    @GetMapping("/settings")
    String settings(Model model) {
        Map<Boolean, List<Setting>> all =
                settings.all().stream().collect(Collectors.partitioningBy(Setting::isDefault));
        model.addAttribute("set", all.get(false));
        model.addAttribute("defaults", all.get(true));
        model.addAttribute("deeds", audit.deeds("", 0, LATEST));
        return "settings";
    }

    /** All that people did, or what they did to one site. */
    @GetMapping("/settings/audit")
    String audit(
            @RequestParam(defaultValue = "") String site,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        model.addAttribute("site", site);
        model.addAttribute("sites", sites.all());
        Paging pages = new Paging(page, ON_A_PAGE, audit.countDeeds(site));
        model.addAttribute("pages", pages);
        model.addAttribute("deeds", audit.deeds(site, pages.from(), ON_A_PAGE));
        return "audit";
    }
}
