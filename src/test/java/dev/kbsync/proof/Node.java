package dev.kbsync.proof;

import dev.kbsync.KbsyncApplication;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.SpringApplication;

/** A server like any other, whose clock may be wrong. */
final class Node {

    /** By how many seconds its clock is ahead. */
    static final String AHEAD = "proof.ahead";

    private Node() {}

    public static void main(String[] settings) {
        Clock clock =
                Clock.offset(Clock.systemUTC(), Duration.ofSeconds(Integer.getInteger(AHEAD, 0)));
        SpringApplication application = new SpringApplication(KbsyncApplication.class);
        application.addInitializers(
                starting -> starting.getBeanFactory().registerSingleton("clock", clock));
        application.run(settings);
    }
}
