package dev.kbsync.listing.choice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.confluence.SiteAccess;
import dev.kbsync.listing.ListingProperties;
import dev.kbsync.listing.ListingProperties.By;
import dev.kbsync.listing.choice.ListingChooser.Way;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ListingChooserTest {

    private static final Set<String> CLASSIC =
            Set.of("read:confluence-content.all", "search:confluence", "offline_access");
    private static final Set<String> GRANULAR =
            Set.of(
                    "search:confluence",
                    "read:confluence-content.all",
                    "read:space:confluence",
                    "read:page:confluence",
                    "read:content.metadata:confluence");

    @Test
    void theCredentialDecidesUnlessTheOperatorDoes() {
        assertThat(way(By.AUTO, Optional.of(CLASSIC))).isEqualTo(Way.SEARCH);
        assertThat(way(By.AUTO, Optional.of(GRANULAR))).isEqualTo(Way.SPACES);
        assertThat(way(By.AUTO, Optional.empty())).isEqualTo(Way.SPACES);
        assertThat(way(By.SEARCH, Optional.of(GRANULAR))).isEqualTo(Way.SEARCH);
        assertThat(way(By.SPACES, Optional.of(CLASSIC))).isEqualTo(Way.SPACES);
    }

    /** No list of a space knows clauses, and every credential may search. */
    @Test
    void aClauseIsKeptBySearchUnlessTheOperatorDecides() {
        assertThat(chooser(By.AUTO, Optional.of(GRANULAR)).of("acme", true)).isEqualTo(Way.SEARCH);
        assertThat(chooser(By.AUTO, Optional.empty()).of("acme", true)).isEqualTo(Way.SEARCH);
        assertThat(chooser(By.SPACES, Optional.of(GRANULAR)).of("acme", true))
                .isEqualTo(Way.SPACES);
    }

    private static Way way(By by, Optional<Set<String>> scopes) {
        return chooser(by, scopes).of("acme");
    }

    private static ListingChooser chooser(By by, Optional<Set<String>> scopes) {
        return new ListingChooser(new Scopes(scopes), new ListingProperties(by, 50, 100));
    }

    /** A credential of which only the scopes matter. */
    private record Scopes(Optional<Set<String>> scopes) implements SiteAccess {

        @Override
        public Optional<Set<String>> scopes(String site) {
            return scopes;
        }

        @Override
        public Access access(String site) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Access refreshed(String site, Access refused) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<String> lost(String site) {
            return Optional.empty();
        }

        @Override
        public Optional<String> denied(String site, Access denied) {
            return Optional.empty();
        }
    }
}
