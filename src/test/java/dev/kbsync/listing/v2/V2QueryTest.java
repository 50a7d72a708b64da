package dev.kbsync.listing.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import org.junit.jupiter.api.Test;

class V2QueryTest {

    @Test
    void idsAreJoinedAndOtherValuesRepeated() {
        V2Query query =
                V2Query.NONE
                        .withIds("id", List.of("1", "2"))
                        .withEach("status", List.of("current", "trashed"));
        assertThat(query.parameters())
                .containsExactly(
                        entry("id", "1,2"), entry("status", "current"), entry("status", "trashed"));
    }

    @Test
    void anEmptyFilterIsRefusedBecauseItWouldListEverything() {
        assertThatThrownBy(() -> V2Query.NONE.withIds("space-id", List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"space-id\"");
        assertThatThrownBy(() -> V2Query.NONE.with("id", " "))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
