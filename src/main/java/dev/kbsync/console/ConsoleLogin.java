package dev.kbsync.console;

import dev.kbsync.site.Secret;
import java.security.SecureRandom;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.util.function.SingletonSupplier;

/** The console's one user. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class ConsoleLogin {

    private static final Logger log = LoggerFactory.getLogger(ConsoleLogin.class);
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

    private final ConsoleProperties properties;
    private final Secret password;

    ConsoleLogin(ConsoleProperties properties) {
        this.properties = properties;
        this.password = properties.password().isPresent() ? properties.password() : generated();
    }

    /** 100 random bits in letters that nobody mistakes for others. */
    private static Secret generated() {
        SecureRandom random = new SecureRandom();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return new Secret(word.toString());
    }

    @Bean
    AuthenticationProvider consoleUsers(Clock clock) {
        PasswordEncoder encoder = PasswordEncoderFactories.createDelegatingPasswordEncoder();
        // With the first login, since encoding takes a noticeable part of the start.
        SingletonSupplier<UserDetailsService> users =
                SingletonSupplier.of(
                        () ->
                                new InMemoryUserDetailsManager(
                                        User.withUsername(properties.user())
                                                .password(encoder.encode(password.value()))
                                                .roles("ADMIN")
                                                .build()));
        DaoAuthenticationProvider passwords =
                new DaoAuthenticationProvider(name -> users.obtain().loadUserByUsername(name));
        passwords.setPasswordEncoder(encoder);
        return new LoginThrottle(passwords, clock);
    }

    /** Tells where the console is; a generated password is the one secret that is ever printed. */
    @EventListener
    void started(ServletWebServerInitializedEvent event) {
        if (event.getApplicationContext().getServerNamespace() != null) {
            return; // The management server, if it has a port of its own.
        }
        log.info(
                "Console: http://localhost:{}  login: {}  password: {}",
                event.getWebServer().getPort(),
                properties.user(),
                properties.password().isPresent()
                        ? "(as configured)"
                        : password.value()
                                + "  (new with each start; set KBSYNC_CONSOLE_PASSWORD to keep one)");
    }
}
