package dev.kbsync.console;

import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What the page after a redirect says once, above everything else. */
final class Flash {

    private Flash() {}

    static void notice(RedirectAttributes flash, String text) {
        flash.addFlashAttribute("notice", text);
    }

    static void problem(RedirectAttributes flash, String text) {
        flash.addFlashAttribute("problem", text);
    }
}
