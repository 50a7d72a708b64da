package dev.kbsync.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.convert.handling.ConvertOptions;
import dev.kbsync.convert.handling.LinkStyle;
import dev.kbsync.page.Document;
import dev.kbsync.page.Format;
import dev.kbsync.page.PageLinks;
import dev.kbsync.page.PageLinks.ById;
import dev.kbsync.page.PageLinks.ByTitle;
import dev.kbsync.page.PageLinks.Made;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.TestPages;
import dev.kbsync.page.UserNames;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Links between documents in a folder. */
class FileLinksTest {

    private static final PageRef THERE = TestPages.page("42");

    private static final String PAGE =
            "<p><ac:link><ri:page ri:space-key=\"ENG\" ri:content-title=\"Page 42\" /></ac:link>"
                    + " <ac:link ac:anchor=\"Here\"><ri:content-entity ri:content-id=\"42\" /></ac:link>"
                    + " <ac:link ac:anchor=\"Two-Words.1\"><ri:content-entity ri:content-id=\"42\" />"
                    + "</ac:link> <ac:link><ri:page ri:content-title=\"Not yet\" /></ac:link></p>";

    private static Document convert(PageRef from, LinkStyle style) {
        PageLinks links =
                (page, wanted) ->
                        wanted.equals(new ByTitle("ENG", "Page 42"))
                                        || wanted.equals(new ById("42"))
                                ? Optional.of(THERE)
                                : Optional.empty();
        return new StorageConverter(
                        new ConvertOptions(Format.MARKDOWN, style), links, UserNames.NONE)
                .convert(new dev.kbsync.page.Page(from, PAGE));
    }

    @Test
    void aPageOfTheSameSpaceIsTheFileBeside() {
        assertThat(convert(TestPages.page("1"), LinkStyle.FILE).shelved())
                .contains("[Page 42](Page-42-42.md)", "(Page-42-42.md#here)");
    }

    @Test
    void aPlaceOnAnotherPageIsItsHeadingsAnchorInTheFile() {
        assertThat(convert(TestPages.page("1"), LinkStyle.FILE).shelved())
                .contains("(Page-42-42.md#two-words-1)");
        assertThat(convert(TestPages.page("1"), LinkStyle.WEB).text())
                .contains("/wiki/", "#Two-Words.1)");
    }

    @Test
    void aPageOfAnotherSpaceIsInTheFolderBeside() {
        assertThat(convert(Golden.page("The Page", "").ref(), LinkStyle.FILE).shelved())
                .contains("[Page 42](../ENG/Page-42-42.md)");
    }

    @Test
    void outsideOfTheFolderEveryLinkLeadsToTheSite() {
        Document document = convert(TestPages.page("1"), LinkStyle.FILE);
        assertThat(document.text())
                .contains("[Page 42](https://example.atlassian.net/wiki/display/ENG/Page+42)")
                .doesNotContain(".md");
        assertThat(convert(TestPages.page("1"), LinkStyle.WEB).shelved())
                .isEqualTo(document.text());
    }

    @Test
    void anAddressOnTheSiteDoesNotDependOnWhatIsKnown() {
        String unknown =
                new StorageConverter(new ConvertOptions(Format.MARKDOWN, LinkStyle.WEB))
                        .convert(new dev.kbsync.page.Page(TestPages.page("1"), PAGE))
                        .text();
        assertThat(convert(TestPages.page("1"), LinkStyle.WEB).text()).isEqualTo(unknown);
        assertThat(convert(TestPages.page("1"), LinkStyle.FILE).text()).isEqualTo(unknown);
    }

    @Test
    void aPageWhoseFileIsShownIsRemembered() {
        String image =
                "<ac:image><ri:attachment ri:filename=\"a.png\"><ri:page ri:space-key=\"ENG\""
                        + " ri:content-title=\"%s\" /></ri:attachment></ac:image>";
        PageLinks links =
                (page, wanted) ->
                        wanted.equals(new ByTitle("ENG", "Page 42"))
                                ? Optional.of(THERE)
                                : Optional.empty();
        Document document =
                new StorageConverter(
                                new ConvertOptions(Format.MARKDOWN, LinkStyle.WEB),
                                links,
                                UserNames.NONE)
                        .convert(
                                new dev.kbsync.page.Page(
                                        TestPages.page("1"),
                                        image.formatted("Page 42") + image.formatted("Not yet")));

        assertThat(document.text()).contains("/download/attachments/42/a.png");
        assertThat(document.links())
                .contains(
                        new Made(new ByTitle("ENG", "Page 42"), "42 ENG Page 42", false),
                        new Made(new ByTitle("ENG", "Not yet"), "", false));
    }

    @Test
    void aPageNotYetSeenIsOnTheSiteAndRemembered() {
        Document document = convert(TestPages.page("1"), LinkStyle.FILE);
        assertThat(document.shelved()).contains("/wiki/display/ENG/Not+yet)");
        assertThat(document.links())
                .containsExactly(
                        new Made(new ByTitle("ENG", "Page 42"), "42 ENG Page 42", false),
                        new Made(new ById("42"), "42 ENG Page 42", false),
                        new Made(new ByTitle("ENG", "Not yet"), "", false));
        assertThat(convert(TestPages.page("1"), LinkStyle.WEB).links())
                .hasSize(3)
                .allMatch(Made::lasting);
    }
}
