package dev.kbsync.console;

import dev.kbsync.api.token.AutomationTokens;
import dev.kbsync.history.Audit;
import dev.kbsync.history.AuditEntry.Kind;
import dev.kbsync.site.Secret;
import java.security.Principal;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Tokens that programs send in place of the console's login. */
@Controller
@RequestMapping("/tokens")
@ConditionalOnWebApplication
class TokensController {

    private final AutomationTokens tokens;
    private final Audit audit;

    TokensController(AutomationTokens tokens, Audit audit) {
        this.audit = audit;
        this.tokens = tokens;
    }

    @GetMapping
    String tokens(Model model) {
        model.addAttribute("tokens", tokens.all());
        return "tokens";
    }

    /**
     * The answer shows the token, without a redirect: it is to be kept nowhere, no session either.
     */
    @PostMapping
    String create(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "true") boolean readOnly,
            Principal person,
            Model model) {
        try {
            Secret token = tokens.create(name, readOnly, person.getName());
            audit.record(Kind.TOKEN_MADE, "", name.strip() + (readOnly ? ", read only" : ", full"));
            model.addAttribute("made", token.value());
            model.addAttribute("name", name.strip());
        } catch (IllegalArgumentException e) {
            model.addAttribute("problem", e.getMessage());
        }
        return tokens(model);
    }

    @PostMapping("/revoke")
    String revoke(@RequestParam String name, RedirectAttributes flash) {
        if (tokens.revoke(name)) {
            audit.record(Kind.TOKEN_REVOKED, "", name);
            Flash.notice(flash, "The token is revoked: nobody is let in with it any more.");
        } else {
            Flash.problem(flash, "There is no token of that name; it may be revoked already.");
        }
        return "redirect:/tokens";
    }
}
