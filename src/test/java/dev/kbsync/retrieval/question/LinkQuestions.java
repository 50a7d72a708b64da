package dev.kbsync.retrieval.question;

import dev.kbsync.page.PageRef;
import dev.kbsync.retrieval.page.SourcePage;
import dev.kbsync.retrieval.page.SourcePages;
import dev.kbsync.retrieval.page.StorageText;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Asks where a link leads. One to a page of the same run should also find that page; one to the web
 * should find the page that it is on.
 */
final class LinkQuestions implements QuestionMaker {

    private static final int MOST_WORDS = 20;

    private final SourcePages pages;

    LinkQuestions(SourcePages pages) {
        this.pages = pages;
    }

    private record Target(List<String> addresses, SourcePage page) {}

    @Override
    public List<Question> questions(SourcePage page, Document tree, Random random) {
        return tree.select("a[href], ac|link").stream()
                .filter(link -> link.parents().select("ac|parameter").isEmpty())
                .flatMap(link -> question(link, page, tree))
                .toList();
    }

    private Stream<Question> question(Element link, SourcePage page, Document tree) {
        String text = StorageText.of(link);
        Words words = Words.of(text);
        if (words.length() < 2 || words.count() > MOST_WORDS || !StorageText.isPlain(link)) {
            return Stream.of();
        }
        return target(link, page).stream()
                .filter(target -> !isSaid(words, target))
                .map(
                        target ->
                                new Question(
                                        Kind.LINK,
                                        text,
                                        Outline.headingAbove(link, tree, page.title()),
                                        List.of(),
                                        text,
                                        target.addresses(),
                                        page,
                                        target.page()));
    }

    private Optional<Target> target(Element link, SourcePage page) {
        if (link.tagName().equals("a")) {
            String address = link.attr("href").replaceAll("[?#].*", "");
            return address.matches("https?://.*")
                    ? Optional.of(
                            new Target(List.of(address.replaceAll("^https?://|/$", "")), page))
                    : Optional.empty();
        }
        Element identifier = link.selectFirst("ri|page");
        return identifier == null
                ? Optional.empty()
                : pages.titled(page.ref().space(), identifier).map(LinkQuestions::target);
    }

    /** By its id or, as Confluence has always understood, too, by space and title. */
    private static Target target(SourcePage page) {
        PageRef ref = page.ref();
        String byId = ref.webUrl().replaceAll("^https?://", "");
        return new Target(List.of(byId, "display/" + ref.space() + "/" + ref.title()), page);
    }

    /** Whether the text of the link says where it leads. */
    private static boolean isSaid(Words text, Target target) {
        return target.addresses().stream()
                .map(Words::withAddresses)
                .anyMatch(address -> address.contains(text) || text.contains(address));
    }
}
