package dev.kbsync.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretTest {

    @Test
    void aSecretIsNeverPrinted() {
        assertThat(new Secret("hunter2").toString()).isEqualTo("****");
        assertThat("token: " + new Secret("hunter2")).doesNotContain("hunter2");
        assertThat(Secret.NONE.toString()).isEqualTo("(none)");
    }
}
