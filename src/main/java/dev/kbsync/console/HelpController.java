package dev.kbsync.console;

import dev.kbsync.authorize.Troubles;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

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
        URI console =
                ServletUriComponentsBuilder.fromRequestUri(request)
                        .replacePath(null)
                        .build()
                        .toUri();
        model.addAttribute("troubles", troubles.all(console));
        return "help";
    }
}
