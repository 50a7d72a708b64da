package dev.kbsync.listing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kbsync.page.PageRef.Access;
import dev.kbsync.page.Readers;
import dev.kbsync.page.Readers.Group;
import dev.kbsync.page.Readers.User;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private static final Admission TOP =
            admission(
                    "1",
                    """
                    {"user": {"results": [{"accountId": "b", "displayName": "Bo"}, {"accountId": "a"}]},
                     "group": {"results": [{"id": "g", "name": "engineering"}]}}
                    """);
    private static final Admission PAGE =
            admission(
                    "2",
                    """
                    {"user": {"results": [{"accountId": "a"}]}, "group": {"results": []}}
                    """);

    @Test
    void everyRestrictedLevelHasItsListTheTopmostFirst() {
        Admission both = Admission.OPEN.and(TOP).and(Admission.OPEN).and(PAGE);

        assertThat(both.access()).isEqualTo(Access.RESTRICTED);
        assertThat(both.readers())
                .containsExactly(
                        new Readers(
                                "1",
                                "Page 1",
                                List.of(new User("a", ""), new User("b", "Bo")),
                                List.of(new Group("g", "engineering"))),
                        new Readers("2", "Page 2", List.of(new User("a", "")), List.of()));
    }

    @Test
    void oneUnknownLevelLeavesNoListToBelieve() {
        for (Admission whole :
                List.of(TOP.and(Admission.UNKNOWN), Admission.UNKNOWN.and(TOP).and(PAGE))) {
            assertThat(whole.access()).isEqualTo(Access.RESTRICTED);
            assertThat(whole.readers()).isEmpty();
        }
        assertThat(Admission.OPEN.and(Admission.UNKNOWN).access()).isEqualTo(Access.UNKNOWN);
    }

    @Test
    void aListThatMayBeCutOrNamesSomebodyWithoutAnIdIsNotBelieved() {
        List<String> doubtful =
                List.of(
                        """
                        {"user": {"results": [{"accountId": "a"}, {"accountId": "b"}], "limit": 2},
                         "group": {"results": []}}
                        """,
                        """
                        {"user": {"results": [{"accountId": "a"}, {"displayName": "Hidden"}]},
                         "group": {"results": []}}
                        """,
                        """
                        {"user": {"results": []}, "group": {"results": [{"id": "g x", "name": "y"}]}}
                        """);

        for (String restrictions : doubtful) {
            Admission admission = admission("1", restrictions);
            assertThat(admission.access()).isEqualTo(Access.RESTRICTED);
            assertThat(admission.readers()).isEmpty();
            assertThat(admission.and(PAGE).readers()).isEmpty();
        }
    }

    private static Admission admission(String id, String restrictions) {
        try {
            return Admission.of(new ObjectMapper().readTree(restrictions), id, "Page " + id);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
