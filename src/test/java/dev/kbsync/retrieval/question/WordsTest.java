package dev.kbsync.retrieval.question;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiterString = " is ",
            textBlock =
                    """
                    Hold for **ten** minutes is hold for ten minutes
                    Hold for [ten](https://t.example/a_(b)) minutes is hold for ten minutes
                    Hold<br>for ten &amp; two minutes is hold for ten two minutes
                    max\\_pool\\_size: 10 is max_pool_size: 10
                    | Biscuit | 1000&nbsp;°C | is Biscuit 1000 °C
                    see <https://t.example> is see https://t.example
                    **목**요일마다 is 목요일마다
                    """)
    void wordsAreTheSameWhateverMarkupStandsBetweenThem(String marked, String plain) {
        assertThat(Words.of(marked)).isEqualTo(Words.of(plain));
    }

    @Test
    void aWordIsNotFoundWithinALongerOne() {
        assertThat(Words.of("from 1000 to 1250").contains(Words.of("100"))).isFalse();
        assertThat(Words.of("from 1000 to 1250").contains(Words.of("0 to 1"))).isFalse();
        assertThat(Words.of("from 1000 to 1250").contains(Words.of("1000 to"))).isTrue();
    }

    @Test
    void anAddressIsFoundInALinkInAnyEncoding() {
        Words passage = Words.withAddresses("[glazes](https://w.example/x/%ED%99%94%20a+b)");
        assertThat(passage.contains(Words.withAddresses("w.example/x/화 a b"))).isTrue();
        assertThat(Words.of("[glazes](https://w.example/x)").contains(Words.of("example")))
                .isFalse();
    }
}
