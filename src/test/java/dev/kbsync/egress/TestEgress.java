package dev.kbsync.egress;

import dev.kbsync.egress.EgressProperties.Proxy;
import dev.kbsync.site.Secret;
import java.util.List;
import org.springframework.mock.env.MockEnvironment;

/** A way out without settings, whatever the environment of the test says. */
public final class TestEgress {

    private TestEgress() {}

    public static Egress direct() {
        return new Egress(
                new EgressProperties(new Proxy("", 0, "", Secret.NONE, ""), List.of()),
                new MockEnvironment());
    }

    public static Egress through(TestProxy proxy) {
        return new Egress(
                new EgressProperties(
                        new Proxy("localhost", proxy.port(), "", Secret.NONE, ""), List.of()),
                new MockEnvironment());
    }
}
