package dev.kbsync.console;

import dev.kbsync.confluence.TenantClient;
import dev.kbsync.confluence.failure.ConfluenceException;
import dev.kbsync.convert.PageConverter;
import dev.kbsync.listing.choice.ReachableSpaces;
import dev.kbsync.listing.choice.ReachableSpaces.Sample;
import dev.kbsync.page.Listed;
import dev.kbsync.page.Page;
import dev.kbsync.page.PageRef;
import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import dev.kbsync.site.SpaceChoice;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.safety.Safelist;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What lies between the choice of spaces and the first sync: the choice is kept, and shown with its
 * cost and a few documents. Nothing is delivered before a person starts it.
 */
@Controller
@RequestMapping("/sites/{name}")
@ConditionalOnWebApplication
class FirstStepsController {

    private static final int EXAMPLES = 3;
    private static final int LENGTH = 1500;

    /** What first syncs come to, where neither Confluence nor a sink is slow. */
    private static final int PAGES_A_MINUTE = 1000;

    private static final Safelist TEXT =
            Safelist.none()
                    .addTags("p", "ul", "ol", "li", "strong", "em", "b", "i", "u", "code", "pre")
                    .addTags("br", "blockquote", "table", "tbody", "tr", "th", "td")
                    .addTags("h1", "h2", "h3", "h4", "h5", "h6");

    private final Sites sites;
    private final ReachableSpaces spaces;
    private final TenantClient tenants;
    private final PageConverter converter;

    FirstStepsController(
            Sites sites, ReachableSpaces spaces, TenantClient tenants, PageConverter converter) {
        this.sites = sites;
        this.spaces = spaces;
        this.tenants = tenants;
        this.converter = converter;
    }

    /** Keeps the choice for the next step, or for another day. */
    @PostMapping("/pick")
    String pick(
            @PathVariable String name,
            @RequestParam(defaultValue = "") List<String> space,
            @RequestParam(defaultValue = "false") boolean all) {
        sites.pickSpaces(name, all ? SpaceChoice.ALL : SpaceChoice.of(space));
        return "redirect:/sites/" + name + "#start";
    }

    /**
     * One page before and after its conversion.
     *
     * @param original its text as HTML that holds nothing but text
     * @param document the beginning of its document
     */
    public record Example(PageRef ref, String original, String document) {}

    /**
     * What the first sync will cost, and examples; asks Confluence, so only our script may call.
     */
    @GetMapping(path = "/estimate", headers = "X-Requested-With=fetch")
    String estimate(@PathVariable String name, Model model) {
        try {
            Site site = tenants.identified(sites.get(name));
            Sample sample = spaces.sample(site, sites.pickedSpaces(name));
            model.addAttribute("sample", sample);
            model.addAttribute("minutes", 1 + sample.pages() / PAGES_A_MINUTE);
            model.addAttribute(
                    "examples",
                    sample.newest().stream().limit(EXAMPLES).map(this::example).toList());
        } catch (ConfluenceException e) {
            model.addAttribute("problem", e.getMessage());
        }
        return "start :: estimate";
    }

    private Example example(Listed page) {
        String storage = String.valueOf(page.storage());
        String text = converter.convert(new Page(page.ref(), storage)).text();
        return new Example(
                page.ref(),
                original(storage),
                text.length() > LENGTH ? text.substring(0, LENGTH) + "…" : text);
    }

    /** The first blocks of a page, without attributes; headings would not fit into our page's. */
    private static String original(String storage) {
        Document page = Jsoup.parseBodyFragment(Jsoup.clean(storage, TEXT));
        page.select("h1, h2, h3, h4, h5, h6").tagName("p").addClass("heading");
        page.select("th").tagName("td");
        int length = 0;
        for (Element block : page.body().children()) {
            if (length > LENGTH) {
                block.remove();
            }
            length += block.text().length();
        }
        return page.body().html();
    }
}
