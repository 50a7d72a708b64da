package dev.kbsync.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

class RulesFormTest {

    private static RulesForm form(String... pairs) {
        MultiValueMap<String, String> fields = new LinkedMultiValueMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.add(pairs[i], pairs[i + 1]);
        }
        return RulesForm.of(fields);
    }

    @Test
    void whatIsTypedIsRead() {
        RulesForm form =
                form(
                        "spaces", "ENG*, OPS !ENGOLD",
                        "only.labels", " public,  how-to ",
                        "only.types", "page",
                        "only.types", "blog-post",
                        "except.changed-within", "30",
                        "cql", " label = x ",
                        "_csrf", "token");

        assertThat(form.spaces().words()).containsExactly("OPS", "ENG*", "!ENGOLD");
        assertThat(form.rules().values())
                .containsOnlyKeys("only.labels", "only.types", "except.changed-within", "cql")
                .containsEntry("only.labels", "public,how-to")
                .containsEntry("only.types", "page,blog-post")
                .containsEntry("except.changed-within", "30d")
                .containsEntry("cql", "label = x");
    }

    @ParameterizedTest
    @CsvSource({
        "12345,12345",
        "https://acme.atlassian.net/wiki/spaces/ENG/pages/12345/How+to+2024,12345",
        "https://acme.atlassian.net/wiki/spaces/ENG/pages/edit-v2/12345?draft=1,12345",
        "https://acme.atlassian.net/wiki/pages/viewpage.action?pageId=12345&x=1,12345"
    })
    void aPageIsNamedByItsIdOrItsAddress(String typed, String id) {
        assertThat(form("only.below", typed).rules().values()).containsEntry("only.below", id);
    }

    @ParameterizedTest
    @CsvSource({
        "only.below,Handbook,is no page",
        "only.changed-within,soon,is no age",
        "only.changed-within,0,is no age",
        "only.changed-within,99999,is no age",
        "only.types,folder,cannot be used for only.types",
        "cql,(label = x,mend it on the console"
    })
    void whatCannotBeUsedIsSaidInOneSentence(String field, String typed, String said) {
        assertThatThrownBy(() -> form(field, typed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(typed)
                .hasMessageContaining(said);
    }

    @Test
    void nothingTypedIsNoRule() {
        assertThat(form("only.labels", " ", "cql", "").rules().values()).isEmpty();
    }
}
