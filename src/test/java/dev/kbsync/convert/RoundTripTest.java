package dev.kbsync.convert;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoundTripTest {

    @ParameterizedTest
    @MethodSource("dev.kbsync.convert.Golden#cases")
    void aGoldenCaseIsReadAsItWasMeant(String name) {
        RoundTrip.check(Golden.read(name, "storage.xml"));
    }

    /** Small pages first, so that the first to fail is easy to read. */
    @Test
    void anyPageIsReadAsItWasMeant() {
        Random random = new Random(20261123);
        for (int size = 1; size <= 60; size++) {
            for (int i = 0; i < 200; i++) {
                RoundTrip.check(RandomPage.write(random::nextInt, size));
            }
        }
    }
}
