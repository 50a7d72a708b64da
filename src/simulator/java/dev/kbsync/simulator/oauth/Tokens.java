package dev.kbsync.simulator.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kbsync.simulator.content.Accounts;
import dev.kbsync.simulator.content.SimulatedClock;
import dev.kbsync.simulator.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Codes, access tokens and refresh tokens of the one app and the one account that consents. There
 * is one grant: a new consent replaces its scopes and adds to its sites, and access tokens that
 * were issued before see the new sites too.
 */
public final class Tokens {
    private static final Duration CODE_LIFETIME = Duration.ofMinutes(5);
    private static final Duration IDLE_REFRESH_LIFETIME = Duration.ofDays(90);

    private final SimulatedClock clock;
    private final Jwt jwt = new Jwt();
    private final Map<String, Code> codes = new HashMap<>();
    private final Map<String, Issued> accessTokens = new HashMap<>();
    private final Map<String, Family.Member> refreshTokens = new HashMap<>();
    private final Set<String> allSites;
    private final Set<String> cloudIds = new HashSet<>();
    private final Set<String> everIssued = new HashSet<>();
    private Set<String> grantedScopes = Set.of();
    private Duration accessLifetime;
    private Duration leeway;
    private boolean accessRevoked;
    private int issued;
    private int refreshes;
    private int familiesRevoked;

    private record Code(String client, Set<String> scopes, String redirectUri, Instant issuedAt) {}

    /**
     * @param service whether it is the service account's, which no consent concerns
     */
    private record Issued(Set<String> scopes, Instant expiresAt, boolean service) {}

    /**
     * What the token endpoint hands out.
     *
     * @param access access token
     * @param refresh refresh token, null if there is none
     */
    public record Pair(
            String access, @Nullable String refresh, Set<String> scopes, Duration lifetime) {}

    /**
     * What an access token stands for.
     *
     * @param revoked whether the account took the app's access away
     */
    public record Access(Set<String> scopes, Set<String> cloudIds, boolean revoked) {}

    /**
     * @param accessLifetime how long access tokens are good
     * @param leeway how long a refresh token may be used again after its successor was issued
     * @param allSites cloud ids of the sites that the service account reaches
     */
    public Tokens(
            SimulatedClock clock,
            Duration accessLifetime,
            Duration leeway,
            Collection<String> allSites) {
        this.clock = clock;
        this.allSites = Set.copyOf(allSites);
        this.accessLifetime = accessLifetime;
        this.leeway = leeway;
    }

    /** Consent was given: a code for it, good once and for five minutes. */
    public synchronized String consent(
            Set<String> scopes, Collection<String> sites, String redirectUri) {
        return consent(OAuthApp.CLIENT_ID, scopes, sites, redirectUri);
    }

    synchronized String consent(
            String client, Set<String> scopes, Collection<String> sites, String redirectUri) {
        grantedScopes = Set.copyOf(scopes);
        cloudIds.addAll(sites);
        accessRevoked = false;
        String code = jwt.opaque();
        everIssued.add(code);
        codes.put(code, new Code(client, grantedScopes, redirectUri, clock.now()));
        return code;
    }

    public synchronized Pair exchange(String code, String redirectUri)
            throws InvalidGrantException {
        return exchange(OAuthApp.CLIENT_ID, code, redirectUri);
    }

    synchronized Pair exchange(String client, String code, String redirectUri)
            throws InvalidGrantException {
        Code known = codes.remove(code);
        if (known == null
                || !known.client().equals(client)
                || !known.redirectUri().equals(redirectUri)
                || past(known.issuedAt(), CODE_LIFETIME)) {
            throw new InvalidGrantException("Invalid authorization code");
        }
        if (!known.scopes().contains(Scopes.OFFLINE)) {
            return new Pair(access(known.scopes()), null, known.scopes(), accessLifetime);
        }
        return issue(new Family(client, known.scopes(), clock.now()));
    }

    synchronized Pair refresh(String client, String token) throws InvalidGrantException {
        Family family = admit(client, token).family();
        refreshes++;
        return issue(family);
    }

    /** A new access token without using up the refresh token. */
    synchronized Pair refreshWithoutRotation(String client, String token)
            throws InvalidGrantException {
        Family.Member member = check(client, token);
        refreshes++;
        Set<String> scopes = member.family().scopes();
        return new Pair(access(scopes), null, scopes, accessLifetime);
    }

    private Family.Member admit(String client, String token) throws InvalidGrantException {
        Family.Member member = check(client, token);
        Family family = member.family();
        if (member.generation() == family.generation()) {
            family.rotate(clock.now());
        }
        return member;
    }

    /** The token's place in its family; a token used too late takes its whole family along. */
    private Family.Member check(String client, String token) throws InvalidGrantException {
        Family.Member member = refreshTokens.get(token);
        if (member == null
                || !member.family().client().equals(client)
                || member.family().isDead()
                || past(member.issuedAt(), IDLE_REFRESH_LIFETIME)) {
            throw new InvalidGrantException("Unknown or invalid refresh token.");
        }
        Family family = member.family();
        int behind = family.generation() - member.generation();
        boolean tolerated = behind == 1 && !past(family.rotatedAt(), leeway);
        if (behind > 0 && !tolerated) {
            family.die();
            familiesRevoked++;
            throw new InvalidGrantException("Unknown or invalid refresh token.");
        }
        return member;
    }

    private Pair issue(Family family) {
        String refresh = jwt.opaque();
        everIssued.add(refresh);
        refreshTokens.put(refresh, new Family.Member(family, family.generation(), clock.now()));
        return new Pair(access(family.scopes()), refresh, family.scopes(), accessLifetime);
    }

    /** An access token for the service account. */
    synchronized Pair forService(Set<String> scopes) {
        return new Pair(access(scopes, true), null, scopes, accessLifetime);
    }

    private String access(Set<String> scopes) {
        return access(scopes, false);
    }

    private String access(Set<String> scopes, boolean service) {
        Instant now = clock.now();
        Instant expiresAt = now.plus(accessLifetime);
        accessTokens.values().removeIf(token -> !token.expiresAt().isAfter(now));
        String token = jwt.sign(Accounts.OWN.accountId(), scopes, now, expiresAt);
        everIssued.add(token);
        accessTokens.put(token, new Issued(scopes, expiresAt, service));
        issued++;
        return token;
    }

    private boolean past(Instant since, Duration lifetime) {
        return Duration.between(since, clock.now()).compareTo(lifetime) > 0;
    }

    /** What an access token is good for; nothing if it is unknown or expired. */
    public synchronized Optional<Access> access(String token) {
        Issued known = accessTokens.get(token);
        if (known == null || !known.expiresAt().isAfter(clock.now())) {
            return Optional.empty();
        }
        return Optional.of(
                known.service()
                        ? new Access(known.scopes(), allSites, false)
                        : new Access(known.scopes(), Set.copyOf(cloudIds), accessRevoked));
    }

    /** Scopes of the newest consent. */
    public synchronized Set<String> grantedScopes() {
        return new TreeSet<>(grantedScopes);
    }

    public synchronized void lifetimes(Duration newAccessLifetime, Duration newLeeway) {
        accessLifetime = newAccessLifetime;
        leeway = newLeeway;
    }

    public synchronized void expireAccessTokens() {
        accessTokens.clear();
    }

    /** As if none had been used for 90 days. */
    public synchronized void expireRefreshTokens() {
        refreshTokens.clear();
    }

    /** As if reuse of an old refresh token had been seen in every family. */
    public synchronized void forget() {
        refreshTokens.values().stream()
                .map(Family.Member::family)
                .filter(family -> !family.isDead())
                .distinct()
                .forEach(
                        family -> {
                            family.die();
                            familiesRevoked++;
                        });
    }

    /** The grant is gone: no refresh token works, no site is left. */
    public synchronized void revokeGrant() {
        refreshTokens.clear();
        codes.clear();
        cloudIds.clear();
    }

    /** The account takes the app's access away: the API says 403, refreshing still works. */
    public synchronized void revokeAccess(boolean revoked) {
        accessRevoked = revoked;
    }

    public synchronized void resetStats() {
        issued = 0;
        refreshes = 0;
        familiesRevoked = 0;
    }

    /** Every code, access token and refresh token there ever was: what must be in no log. */
    public synchronized Set<String> everIssued() {
        return Set.copyOf(everIssued);
    }

    public synchronized int issued() {
        return issued;
    }

    public synchronized int refreshes() {
        return refreshes;
    }

    public synchronized int familiesRevoked() {
        return familiesRevoked;
    }

    public synchronized ObjectNode json() {
        return Json.object()
                .put("issued", issued)
                .put("refreshes", refreshes)
                .put("familiesRevoked", familiesRevoked);
    }
}
