package dev.kbsync.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RenderedMarkdownTest {

    private static Document rendered(String markdown) {
        return Jsoup.parseBodyFragment(RenderedMarkdown.html(markdown, 3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "a <img src=x onerror=alert(1)> b",
                "[x](javascript:alert(1))",
                "[x](data:text/html;base64,PHNjcmlwdD4=)",
                "<javascript:alert(1)>",
                "![x](javascript:alert(1))",
                "![x](https://example.com/pixel.png)",
                "[![x](https://example.com/pixel.png)](https://example.com)",
                "[x]: javascript:alert(1)\n\n[x]",
                "```\"><script>alert(1)</script>\nx\n```",
                "a <sup onclick='alert(1)'>b</sup> <u><script>alert(1)</script></u>",
                "<style>body{display:none}</style><iframe src='https://example.com'></iframe>"
            })
    void nothingOfAPageRunsOrIsFetched(String markdown) {
        Document page = rendered(markdown);

        assertThat(page.select("script, style, iframe, img, [onerror], [onclick]")).isEmpty();
        assertThat(page.select("a[href]").eachAttr("href"))
                .allMatch(address -> address.isEmpty() || address.startsWith("https://"));
        assertThat(page.select("a a")).isEmpty();
    }

    @Test
    void whatItHoldsIsShown() {
        Document page =
                rendered(
                        "| a | b |\n|---|---|\n| 1 | ~~2~~ |\n\n[x](https://example.com/?a=1&b=2)");

        assertThat(page.select("td").eachText()).containsExactly("1", "2");
        assertThat(page.select("td del")).hasSize(1);
        assertThat(rendered("H<sub>2</sub>O").select("sub").text()).isEqualTo("2");
        assertThat(page.select("a").attr("href")).isEqualTo("https://example.com/?a=1&b=2");
        assertThat(page.select("a").attr("rel")).contains("noopener");
    }

    @Test
    void anImageIsALinkWithItsWords() {
        assertThat(rendered("![A *big* plan](https://example.com/a.png)").select("a").text())
                .isEqualTo("A big plan");
        assertThat(rendered("![](https://example.com/a.png)").select("a").text())
                .isEqualTo("image");
    }

    @Test
    void headingsStandBelowTheOneAboveThemWithoutGaps() {
        Document page = rendered("# One\n\n###### Six\n\n# One again\n\n## Two");

        assertThat(page.select("h1, h2, h3, h4, h5, h6").eachText())
                .containsExactly("One", "Six", "One again", "Two");
        assertThat(page.select("h1, h2, h3, h4, h5, h6"))
                .extracting(heading -> heading.tagName())
                .containsExactly("h4", "h5", "h4", "h5");
    }
}
