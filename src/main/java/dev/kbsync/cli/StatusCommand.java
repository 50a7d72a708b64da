package dev.kbsync.cli;

import dev.kbsync.api.json.Json;
import dev.kbsync.api.json.SiteSummaries;
import dev.kbsync.history.RunReport;
import dev.kbsync.history.RunStore;
import dev.kbsync.ledger.FailureReview;
import dev.kbsync.ledger.FormerSinks;
import dev.kbsync.ledger.FormerSinks.FormerSink;
import dev.kbsync.ledger.WithheldReview;
import dev.kbsync.page.OneLine;
import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import dev.kbsync.state.CredentialState;
import dev.kbsync.state.CredentialStates;
import dev.kbsync.state.SiteState;
import dev.kbsync.state.SiteStates;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What an operator wants to know first. */
@Command(
        name = "status",
        description =
                "Shows sites, their credentials and their last runs; exits 1 if a site needs help.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields.
final class StatusCommand implements Callable<Integer> {

    private static final int RUNS = 3;
    private static final int SHOWN = 50;

    @Spec private CommandSpec spec;

    @Mixin private JsonOption json;

    @Override
    public Integer call() {
        try (ConfigurableApplicationContext context = CommandContext.look()) {
            PrintWriter out = spec.commandLine().getOut();
            List<Site> sites = context.getBean(Sites.class).all();
            if (json.wanted()) {
                SiteSummaries summaries = context.getBean(SiteSummaries.class);
                out.println(Json.text(sites.stream().map(summaries::of).toList()));
                out.flush();
                return sites.stream().allMatch(site -> good(context, site)) ? 0 : 1;
            }
            if (sites.isEmpty()) {
                out.println("No site is set up; set CONFLUENCE_URL or add one on the console.");
            }
            boolean good = true;
            for (Site site : sites) {
                good &= print(out, site, context);
            }
            out.flush();
            return good ? 0 : 1;
        }
    }

    private static void printWithheld(PrintWriter out, WithheldReview withheld, String cloudId) {
        for (boolean kept : new boolean[] {false, true}) {
            int documents = withheld.count(cloudId, kept);
            if (documents > 0) {
                out.printf(
                        kept
                                ? "  kept that would be removed: %d%n"
                                : "  withheld removals: %d, they wait for you (sync --kind full --allow-removals, or keep)%n",
                        documents);
                withheld.of(cloudId, kept, SHOWN)
                        .forEach(
                                page ->
                                        out.printf(
                                                "    %s%n",
                                                Columns.line(
                                                        page.space(),
                                                        page.title(),
                                                        page.contentId(),
                                                        page.reason())));
                if (documents > SHOWN) {
                    out.printf("    and %d more%n", documents - SHOWN);
                }
            }
        }
    }

    private static boolean print(
            PrintWriter out, Site site, ConfigurableApplicationContext context) {
        CredentialState credential = context.getBean(CredentialStates.class).of(site.name());
        List<RunReport> runs = context.getBean(RunStore.class).latest(site.name(), RUNS);
        String cloudId = site.cloudId();
        int failures = cloudId == null ? 0 : context.getBean(FailureReview.class).count(cloudId);
        out.printf("%s  %s%n", site.name(), site.url());
        SiteState state = context.getBean(SiteStates.class).of(site);
        out.printf("  state: %s%n", OneLine.of(state.text()));
        out.printf("  authorization: %s%n", credential.wording());
        if (!credential.problem().isEmpty()) {
            out.printf("  problem: %s%n", credential.problem());
        }
        if (!credential.warning().isEmpty()) {
            out.printf("  warning: %s%n", credential.warning());
        }
        CredentialState.GrantState grant = credential.grant();
        if (grant != null) {
            out.printf(
                    "  token: good until %s, refreshed %s, authorized %s by %s%n",
                    grant.expiresAt(),
                    grant.refreshedAt(),
                    grant.authorizedAt(),
                    grant.authorizedBy());
            out.printf(
                    "  expires: in %d days unless refreshed; the consent will be a year old in %d days%n",
                    grant.life().daysUntilInactive(), grant.life().daysUntilTooOld());
        }
        CredentialState.AccountState account = credential.account();
        if (account != null && account.expiresAt() != null) {
            out.printf(
                    "  token: good until %s, obtained by the service account %s%n",
                    account.expiresAt(), account.clientId());
        }
        out.printf(
                "  spaces: %s%n",
                site.spaces().all() ? "all" : String.join(", ", site.spaces().words()));
        out.printf("  failed pages: %d%n", failures);
        if (cloudId != null) {
            printWithheld(out, context.getBean(WithheldReview.class), cloudId);
        }
        for (FormerSink sink : context.getBean(FormerSinks.class).of(site)) {
            out.printf(
                    "  switched off: %1$s, which holds %2$d documents, they wait for you"
                            + " (keep --sink %1$s, or sync --kind full --allow-removals)%n",
                    sink.name(), sink.documents());
        }
        runs.forEach(run -> out.printf("  %s%n", run.text().replace("\n", "\n  ")));
        return good(context, site);
    }

    private static boolean good(ConfigurableApplicationContext context, Site site) {
        return context.getBean(SiteStates.class).of(site) instanceof SiteState.InStep
                && context.getBean(CredentialStates.class).of(site.name()).problem().isEmpty();
    }
}
