package dev.kbsync.authorize;

import dev.kbsync.site.Secret;

/**
 * The OAuth 2.0 credential of an Atlassian service account. It asks for access tokens by itself:
 * nobody consents, and there is no refresh token.
 *
 * @param clientId tells credentials apart; no secret
 * @param clientSecret proves that it is this one
 */
public record ServiceAccount(String clientId, Secret clientSecret) {}
