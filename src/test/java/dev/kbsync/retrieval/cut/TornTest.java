package dev.kbsync.retrieval.cut;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TornTest {

    @Test
    void wholeTablesAndFencesAreNotTorn() {
        String whole =
                """
                > | Program | Top |
                > |---------|----:|
                > | Biscuit | 1000 |

                Text with ``` in it and a pipe: ls |

                - ```bash
                  kilnctl | tee log |
                  ```
                """;
        assertThat(Torn.in(whole)).isEqualTo(new Torn(0, 0));
    }

    @Test
    void rowsWithoutTheirHeaderAreATornTable() {
        assertThat(Torn.in("| Biscuit | 1000 |\n| Raku | 980 |\n\nand\n\ncuit | 20 |"))
                .isEqualTo(new Torn(2, 0));
    }

    @Test
    void aFenceThatOnlyOpensOrOnlyClosesIsTorn() {
        assertThat(Torn.in("```bash\nkilnctl status")).isEqualTo(new Torn(0, 1));
        assertThat(Torn.in("kilnctl status\n```\nand text")).isEqualTo(new Torn(0, 1));
        assertThat(Torn.in("````md\n```bash\n````")).isEqualTo(new Torn(0, 0));
    }
}
