package dev.kbsync.convert.macro;

import dev.kbsync.convert.handling.Conversion;
import dev.kbsync.convert.handling.ElementHandler;
import dev.kbsync.convert.handling.Macro;
import dev.kbsync.page.Census.Treatment;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * What Confluence fills in when a page is looked at: tables of contents, page trees, lists of
 * labels, changes or people, galleries. Nothing of it is in the page, and in a knowledge base it
 * would be noise. A title that somebody gave it stays, and so does a body, should it have one.
 */
public final class NavigationMacro implements ElementHandler {

    @Override
    public Set<String> names() {
        return Set.of(
                "{toc}",
                "{easy-heading-macro}",
                "{children}",
                "{pagetree}",
                "{pagetreesearch}",
                "{content-tree}",
                "{navmap}",
                "{spacejump}",
                "{index}",
                "{livesearch}",
                "{search}",
                "{contentbylabel}",
                "{content-by-user}",
                "{content-report-table}",
                "{detailssummary}",
                "{recently-updated}",
                "{recently-updated-dashboard}",
                "{recently-used-labels}",
                "{blog-posts}",
                "{gallery}",
                "{attachments}",
                "{space-attachments}",
                "{space-details}",
                "{spaces}",
                "{spaces-list}",
                "{create-space-button}",
                "{create-from-template}",
                "{tasks-report-macro}",
                "{labels-list}",
                "{listlabels}",
                "{popular-labels}",
                "{related-labels}",
                "{contributors}",
                "{contributors-summary}",
                "{change-history}",
                "{cite-summary}",
                "{global-reports}",
                "{favpages}",
                "{network}",
                "{userlister}",
                "{status-list}",
                "{loremipsum}");
    }

    @Override
    public Treatment handle(Element element, Conversion page) {
        Macro macro = Macro.of(element);
        String title = macro.parameter("title");
        if (!title.isEmpty()) {
            page.flow().title(title);
        }
        if (macro.body(page)) {
            return Treatment.RENDERED;
        }
        return title.isEmpty() ? Treatment.DROPPED : Treatment.NAMED;
    }
}
