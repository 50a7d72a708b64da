package dev.kbsync.console;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What goes wrong with authorization, what of it is to be seen now, and what to do. */
@Controller
@ConditionalOnWebApplication
class HelpController {

    private final Troubles troubles;

    HelpController(Troubles troubles) {
        this.troubles = troubles;
    }

    @GetMapping("/help")
    String help(HttpServletRequest request, Model model) {
        model.addAttribute("troubles", troubles.all(ConsoleAddress.of(request)));
        return "help";
    }
}
