package dev.kbsync.console;

import dev.kbsync.authorize.consent.Consent;
import dev.kbsync.authorize.consent.Consents;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Where a browser lands after consent. Spring Security has checked the state, traded the code and
 * come here again without parameters; a request that still carries a code was none of its own.
 */
@Controller
@ConditionalOnWebApplication
class CallbackController {

    private final Consents consents;

    CallbackController(Consents consents) {
        this.consents = consents;
    }

    @GetMapping({"/auth/callback", "/pages/auth/callback"})
    String callback(
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String error,
            HttpSession session,
            Model model) {
        Consent consent = consents.last(session);
        if (error != null) {
            String site = consents.takeSite(session, state);
            String problem = CallbackProblems.sentence(error, part -> consents.setting(site, part));
            failed(site, problem, model);
        } else if (code != null || state != null) {
            String site = consents.takeSite(session, state);
            failed(site, CallbackProblems.STATE_MISMATCH, model);
        } else if (consent == null) {
            return "redirect:/";
        } else {
            model.addAttribute("consent", consent);
            model.addAttribute("setUp", consents.setUp(consent));
            model.addAttribute("problem", consent.problem());
        }
        return "callback";
    }

    private void failed(String site, String problem, Model model) {
        consents.failed(site, problem);
        model.addAttribute("site", site);
        model.addAttribute("problem", problem);
    }

    /** Adds sites that the last consent reaches besides. */
    @PostMapping("/auth/sites")
    String add(
            @RequestParam(defaultValue = "") List<String> cloudId,
            HttpSession session,
            RedirectAttributes flash) {
        List<String> added = consents.addReached(session, cloudId);
        if (added.size() == 1) {
            Flash.notice(flash, "The site is authorized with the same consent.");
            return "redirect:/sites/" + added.get(0);
        }
        Flash.notice(
                flash,
                "%s are authorized with the same consent; choose the spaces of each."
                        .formatted(String.join(", ", added)));
        return "redirect:/";
    }
}
