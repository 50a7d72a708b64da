package dev.kbsync.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchAnalyzerTest {

    private final SearchAnalyzer analyzer = new SearchAnalyzer();

    private List<String> terms(String text) {
        return analyzer.terms(text).stream().map(SearchAnalyzer.Term::text).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "max_pool_size, max_pool_size max pool size",
        "maxPoolSize, maxpoolsize max pool size",
        "HTTPServerError, httpservererror http server error",
        "kbsync.data.folder, kbsync.data.folder kbsync data folder",
        "v2.3.1, v2.3.1 2.3.1",
        "2.3.1, 2.3.1",
        "libfoo_1.21.2, libfoo_1.21.2 libfoo 1.21.2",
        "user's, user's user",
        "l'école, l'ecole ecole",
        "ERR-4711, err 4711",
        "stations, station",
        "Größe, grosse",
        "ＡＰＩ, api",
        "設定手順, 設定 定手 手順",
        "설정을, 설정 정을",
        "API를, api를 api",
        "K2보드를, k2보드를 k2 보드 드를",
        "カタカナ, カタ タカ カナ",
        "ภาษา, ภา าษ ษา"
    })
    void wordsBecomeTerms(String text, String terms) {
        assertThat(terms(text)).containsExactly(terms.split(" "));
    }

    @Test
    void aTermKnowsItsPlaceInTheText() {
        String text = "Set poolSize of the 設定 to 5";

        assertThat(analyzer.terms(text))
                .extracting(term -> text.substring(term.start(), term.end()))
                .containsExactly("Set", "poolSize", "pool", "Size", "of", "the", "設定", "to", "5");
    }

    @Test
    void noTextIsTooMuch() {
        String word = "aB_".repeat(5000);

        assertThat(terms(word)).isNotEmpty().allMatch(term -> term.length() <= 255);
        assertThat(terms("\u0000\uFFFF \uD800 \u0301")).isEqualTo(terms("\uFFFF \uD800 \u0301"));
        assertThat(terms("𝒳_𝒴")).isNotEmpty();
    }
}
