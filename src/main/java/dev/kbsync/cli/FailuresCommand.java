package dev.kbsync.cli;

import dev.kbsync.api.json.FailureJson;
import dev.kbsync.api.json.Touched;
import dev.kbsync.history.Audit;
import dev.kbsync.history.AuditEntry.Kind;
import dev.kbsync.history.RunReport;
import dev.kbsync.ledger.FailureReview;
import dev.kbsync.queue.QueueFailures;
import dev.kbsync.queue.QueueFailures.Which;
import dev.kbsync.run.RunRequest;
import dev.kbsync.run.RunStarter;
import dev.kbsync.site.RunKind;
import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Pages that could not be completed, and what sinks did not take from a topic. */
@Command(
        name = "failures",
        description = {
            "Lists failed pages, a line each.",
            "Columns, separated by tabs: site, id, space, title, stage, tries, next try, reason.",
            "Documents that a sink did not take from a queue follow, in the stage queue."
        },
        subcommands = {FailuresCommand.Retry.class, FailuresCommand.Dismiss.class},
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields.
final class FailuresCommand implements Callable<Integer> {

    @Mixin private SiteOption sites;

    @Mixin private JsonOption json;

    @Override
    public Integer call() {
        try (ConfigurableApplicationContext context = CommandContext.look()) {
            FailureReview failures = context.getBean(FailureReview.class);
            List<FailureJson> all = new ArrayList<>();
            QueueFailures queued = context.getBean(QueueFailures.class);
            List<QueueFailures.Failure> ofQueue = queued.of(sites.name());
            for (Site listed : sites.of(context.getBean(Sites.class), !ofQueue.isEmpty())) {
                String cloudId = listed.cloudId();
                if (cloudId != null) {
                    failures.of(cloudId)
                            .forEach(failure -> all.add(FailureJson.of(listed.name(), failure)));
                }
            }
            ofQueue.forEach(failure -> all.add(FailureJson.of(failure)));
            json.list(all, FailuresCommand::columns);
            return 0;
        }
    }

    private static List<Object> columns(FailureJson failure) {
        return List.of(
                failure.site(),
                failure.id(),
                failure.space(),
                failure.title(),
                failure.stage(),
                failure.attempts(),
                failure.nextAt() == null ? "-" : failure.nextAt(),
                failure.reason());
    }

    /** Which failed pages a command is about. */
    @SuppressWarnings("NullAway.Init") // picocli fills the fields.
    abstract static class OnFailures implements Callable<Integer> {

        @Mixin private SiteOption sites;

        @Parameters(paramLabel = "ID", description = "Ids of the pages or documents; default: all.")
        private List<String> ids = List.of();

        @Mixin private JsonOption json;

        @Override
        public Integer call() {
            try (ConfigurableApplicationContext context = open()) {
                FailureReview failures = context.getBean(FailureReview.class);
                List<Touched> done = new ArrayList<>();
                boolean good = true;
                int queued =
                        touch(
                                context.getBean(QueueFailures.class),
                                new Which("", sites.name(), ids));
                if (queued > 0) {
                    context.getBean(Audit.class).record(kind(), sites.name(), queued, ids);
                    done.add(new Touched(sites.name(), queued));
                }
                for (Site touched : sites.of(context.getBean(Sites.class), queued > 0)) {
                    String cloudId = touched.cloudId();
                    int here = cloudId == null ? 0 : touch(failures, cloudId, ids);
                    if (here > 0) {
                        context.getBean(Audit.class).record(kind(), touched.name(), here, ids);
                        done.add(new Touched(touched.name(), here));
                    }
                    good &= here == 0 || done(context, touched);
                }
                if (done.isEmpty() && !ids.isEmpty()) {
                    throw new IllegalStateException(
                            "No failed page has the id %s; \"failures\" lists them."
                                    .formatted(String.join(" or ", ids)));
                }
                json.say(done, done.stream().mapToInt(Touched::number).sum() + " " + word());
                return good ? 0 : 1;
            }
        }

        abstract ConfigurableApplicationContext open();

        abstract int touch(FailureReview failures, String cloudId, List<String> ids);

        abstract int touch(QueueFailures failures, Which which);

        abstract boolean done(ConfigurableApplicationContext context, Site site);

        abstract String word();

        abstract Kind kind();
    }

    /** Another try, now. */
    @Command(
            name = "retry",
            description = {
                "Retries failed pages now, in a run for changes; pages named by id even if they"
                        + " were dismissed.",
                "What a sink did not take from a queue is delivered again by the server that fills"
                        + " the sink.",
                "Exits 1 if that run is incomplete or any page fails."
            },
            mixinStandardHelpOptions = true)
    static final class Retry extends OnFailures {

        @Override
        ConfigurableApplicationContext open() {
            return CommandContext.open(
                    "--kbsync.data.must-exist=true", "--logging.level.dev.kbsync=WARN");
        }

        @Override
        int touch(FailureReview failures, String cloudId, List<String> ids) {
            return failures.retryNow(cloudId, ids);
        }

        @Override
        int touch(QueueFailures failures, Which which) {
            return failures.retry(which);
        }

        @Override
        boolean done(ConfigurableApplicationContext context, Site site) {
            RunReport report =
                    context.getBean(RunStarter.class)
                            .run(new RunRequest(site.name(), RunKind.CHANGES, false));
            return report.good();
        }

        @Override
        String word() {
            return "tried again";
        }

        @Override
        Kind kind() {
            return Kind.RETRIED;
        }
    }

    /** No more tries for now. */
    @Command(
            name = "dismiss",
            description =
                    "Hides failed pages; they are tried when they change, or by a full run, and"
                            + " shown again if that fails. What a sink did not take from a queue comes"
                            + " when its page changes.",
            mixinStandardHelpOptions = true)
    static final class Dismiss extends OnFailures {

        @Override
        ConfigurableApplicationContext open() {
            return CommandContext.look();
        }

        @Override
        int touch(FailureReview failures, String cloudId, List<String> ids) {
            return failures.dismiss(cloudId, ids);
        }

        @Override
        int touch(QueueFailures failures, Which which) {
            return failures.dismiss(which);
        }

        @Override
        boolean done(ConfigurableApplicationContext context, Site site) {
            return true;
        }

        @Override
        String word() {
            return "dismissed";
        }

        @Override
        Kind kind() {
            return Kind.DISMISSED;
        }
    }
}
