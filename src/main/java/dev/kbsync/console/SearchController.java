package dev.kbsync.console;

import dev.kbsync.api.UnreadableIndex;
import dev.kbsync.search.MissingIndexException;
import dev.kbsync.search.PassageFinder;
import dev.kbsync.search.Question;
import dev.kbsync.search.Scope;
import dev.kbsync.site.Sites;
import java.io.IOException;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Answers questions from the embedded index, on a page. */
@Controller
@ConditionalOnWebApplication
class SearchController {

    private final PassageFinder finder;
    private final Sites sites;

    SearchController(PassageFinder finder, Sites sites) {
        this.finder = finder;
        this.sites = sites;
    }

    @GetMapping("/search")
    String search(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String site,
            @RequestParam(defaultValue = "") List<String> reader,
            Model model) {
        model.addAttribute("q", q);
        model.addAttribute("chosen", site);
        model.addAttribute("reader", String.join(", ", reader));
        model.addAttribute("sites", sites.all());
        if (!q.isBlank()) {
            answer(new Question(q, site, List.of(), Question.USUAL), reader, model);
        }
        return "search";
    }

    private void answer(Question question, List<String> reader, Model model) {
        List<String> readers = reader.stream().map(String::strip).toList();
        try {
            model.addAttribute("passages", finder.find(question, new Scope(readers, List.of())));
        } catch (MissingIndexException e) {
            model.addAttribute("trouble", e.getMessage());
        } catch (IOException e) {
            model.addAttribute("trouble", UnreadableIndex.sentence(e));
        }
    }
}
