package dev.kbsync.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SinkRouteTest {

    @Test
    void aSinkIsFoundFromItsRouteAndItsEndpoint() {
        assertThat(SinkRoute.sink(SinkRoute.id("file"))).isEqualTo("file");
        assertThat(SinkRoute.sink(SinkRoute.endpoint("file"))).isEqualTo("file");
        assertThat(SinkRoute.sink("direct://deliver-to-file")).isEqualTo("file");
    }

    @Test
    void whatIsNoRouteOfASinkStaysAsItIs() {
        assertThat(SinkRoute.sink("direct://page")).isEqualTo("direct://page");
        assertThat(SinkRoute.sink("")).isEmpty();
    }
}
