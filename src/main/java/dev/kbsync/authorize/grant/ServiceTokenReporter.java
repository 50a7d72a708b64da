package dev.kbsync.authorize.grant;

import dev.kbsync.authorize.OAuthApps;
import dev.kbsync.confluence.failure.ConfluenceException;
import dev.kbsync.history.Audit;
import dev.kbsync.history.AuditEntry.Kind;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Reports what became of access tokens of service accounts: log, history, metrics and events. */
@Component
public class ServiceTokenReporter {

    private static final Logger log = LoggerFactory.getLogger(ServiceTokenReporter.class);

    /** Stands where the name of an OAuth app does. */
    private static final String APP = "service-account";

    private final Audit history;
    private final OAuthApps apps;
    private final ApplicationEventPublisher events;
    private final MeterRegistry meters;
    private final Map<String, Failing> failing = new ConcurrentHashMap<>();

    /** Why no token could be obtained, and what was stored then. */
    private record Failing(@Nullable ServiceToken before, String why) {}

    public ServiceTokenReporter(
            Audit history, OAuthApps apps, ApplicationEventPublisher events, MeterRegistry meters) {
        this.history = history;
        this.apps = apps;
        this.events = events;
        this.meters = meters;
    }

    /**
     * @param before what was stored for the same credential, null if nothing was
     */
    void obtained(ServiceToken token, @Nullable ServiceToken before, String site) {
        failing.remove(site);
        count("refreshed");
        log.info(
                "Access token of \"{}\" obtained by its service account; good until {}",
                site,
                token.expiresAt());
        boolean again = before != null && before.refusal() != null;
        history.byItself(again ? Kind.RESTORED : Kind.REFRESHED, site, APP, token.scopes(), "");
    }

    /** A credential that Atlassian does not accept is told once. */
    void refused(String sentence, @Nullable ServiceToken before, String site) {
        failing.remove(site);
        count("lost");
        if (before == null || before.refusal() == null) {
            log.error(sentence);
            history.byItself(Kind.LOST, site, APP, List.of(), sentence);
            events.publishEvent(new AuthorizationLost(List.of(site), sentence, apps.link(site)));
        }
    }

    /** What may work with the next try; the history has the first of a row only. */
    void failed(String site, @Nullable ServiceToken before, ConfluenceException why) {
        String sentence = String.valueOf(why.getMessage());
        count("failed");
        Failing last = failing.put(site, new Failing(before, sentence));
        if (last == null || !Objects.equals(last.before(), before)) {
            log.warn("No access token of \"{}\" can be obtained: {}", site, sentence);
            history.byItself(Kind.REFRESH_FAILED, site, APP, List.of(), sentence);
        }
    }

    /**
     * Why this process could not obtain a token the last time; empty if it could, or another
     * process has had more luck since.
     *
     * @param present what is stored for the same credential, null if nothing is
     */
    public Optional<String> failing(String site, @Nullable ServiceToken present) {
        return Optional.ofNullable(failing.get(site))
                .filter(failed -> Objects.equals(failed.before(), present))
                .map(Failing::why);
    }

    private void count(String result) {
        meters.counter("kbsync.token.refreshes", "app", APP, "result", result).increment();
    }
}
