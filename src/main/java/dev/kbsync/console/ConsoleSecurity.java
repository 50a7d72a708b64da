package dev.kbsync.console;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.withDefaults;

import dev.kbsync.api.DoorbellProperties;
import dev.kbsync.api.token.BearerToken;
import dev.kbsync.api.token.TokenAccess;
import dev.kbsync.api.token.TokenFilter;
import dev.kbsync.site.SetupException;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.actuate.autoconfigure.security.servlet.EndpointRequest;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.OrRequestMatcher;

/** Who may request what, and which response headers protect browsers. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class ConsoleSecurity {

    /** Everything comes from here, nothing is inline, nobody may frame it. */
    private static final String CONTENT =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                    + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /**
     * Probes, scrapers and scripts: health is open without details, the rest wants a token or the
     * console's login.
     */
    @Bean
    @Order(1)
    SecurityFilterChain endpoints(
            HttpSecurity http, DoorbellProperties doorbell, TokenAccess access) throws Exception {
        BearerToken token = new BearerToken(doorbell.token());
        if (!doorbell.token().value().isBlank() && !token.isUsable()) {
            throw new SetupException(
                    "kbsync.doorbell.token (KBSYNC_DOORBELL_TOKEN) needs at least %d characters."
                            .formatted(BearerToken.SHORTEST));
        }
        return http.addFilterBefore(
                        new TokenFilter(
                                access,
                                token,
                                withDefaults()
                                        .matcher(HttpMethod.POST, "/api/sites/{name}/changed"),
                                new OrRequestMatcher(
                                        withDefaults().matcher("/api/settings"),
                                        withDefaults().matcher("/api/audit"))),
                        BasicAuthenticationFilter.class)
                .securityMatcher(
                        new OrRequestMatcher(
                                EndpointRequest.toAnyEndpoint(), withDefaults().matcher("/api/**")))
                .authorizeHttpRequests(
                        requests ->
                                requests.requestMatchers(EndpointRequest.to(HealthEndpoint.class))
                                        .permitAll()
                                        .anyRequest()
                                        .authenticated())
                .httpBasic(basic -> basic.authenticationEntryPoint(LoginFailures::basic))
                .csrf(csrf -> csrf.disable())
                .sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain console(
            HttpSecurity http,
            OAuth2AuthorizationRequestResolver resolver,
            AuthorizationRequestRepository<OAuth2AuthorizationRequest> pending,
            OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> exchange,
            OAuth2AuthorizedClientRepository keeper,
            ClientRegistrationRepository apps)
            throws Exception {
        return http.authorizeHttpRequests(
                        requests ->
                                requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                                        .permitAll()
                                        .requestMatchers(
                                                "/login", "/style.css", "/live.js", "/icon.svg")
                                        .permitAll()
                                        .requestMatchers(request -> unknownConsent(request, apps))
                                        .permitAll()
                                        .requestMatchers("/error")
                                        .denyAll()
                                        .anyRequest()
                                        .authenticated())
                .formLogin(
                        form ->
                                form.loginPage("/login")
                                        .failureHandler(LoginFailures::form)
                                        .permitAll())
                .logout(logout -> logout.logoutSuccessUrl("/login?out"))
                .oauth2Client(
                        oauth ->
                                oauth.authorizedClientRepository(keeper)
                                        .authorizationCodeGrant(
                                                grant ->
                                                        grant.authorizationRequestResolver(resolver)
                                                                .authorizationRequestRepository(
                                                                        pending)
                                                                .accessTokenResponseClient(
                                                                        exchange)))
                .headers(
                        headers ->
                                headers.contentSecurityPolicy(
                                                policy -> policy.policyDirectives(CONTENT))
                                        .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                                        .referrerPolicy(
                                                policy ->
                                                        policy.policy(ReferrerPolicy.NO_REFERRER)))
                .build();
    }

    /** Nobody is asked to log in for the consent of an app that there is not. */
    private static boolean unknownConsent(
            HttpServletRequest request, ClientRegistrationRepository apps) {
        String path = request.getServletPath();
        return path.startsWith(AuthorizationRequests.START)
                && apps.findByRegistrationId(path.substring(AuthorizationRequests.START.length()))
                        == null;
    }
}
