package dev.kbsync.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.kbsync.confluence.Usage;
import dev.kbsync.deliver.git.GitSinks;
import dev.kbsync.history.RunReport;
import dev.kbsync.history.RunReport.State;
import dev.kbsync.page.Census;
import dev.kbsync.page.Delivery;
import dev.kbsync.site.RunKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.util.FileSystemUtils;

/** The kind {@code git-sink}, with a bare repository on this disk as its remote. */
class GitSinkTest extends SinkContract {

    private static final Pattern ID = Pattern.compile("\nid: \"([^\"]+)\"\n");

    private int runs;

    private Path remote() {
        return folder().resolve("the remote.git");
    }

    private Path copy() {
        return folder().resolve("working & copy");
    }

    @Override
    protected Map<String, String> settings() {
        try {
            Git.init()
                    .setBare(true)
                    .setInitialBranch("main")
                    .setDirectory(remote().toFile())
                    .call()
                    .close();
        } catch (GitAPIException e) {
            throw new IllegalStateException(e);
        }
        return Map.of("kbsync.sinks.kb.folder", copy().toString(), "kbsync.sinks.kb.token", TOKEN);
    }

    @Override
    protected String route() {
        return route(remote().toString());
    }

    private String route(String remote) {
        return """
        - route:
            id: deliver-to-kb
            from:
              uri: direct:deliver-to-kb
              steps:
                - to:
                    uri: kamelet:git-sink
                    parameters:
                      name: kb
                      folder: "RAW({{kbsync.sinks.kb.folder}})"
                      remote: "RAW(%s)"
        """
                .formatted(remote);
    }

    @Override
    protected void endRun() {
        endRun("acme");
    }

    @Override
    protected void sendBare(List<Delivery> documents) throws Exception {
        Path bare = folder().resolve("bare");
        Path bareRemote = folder().resolve("bare.git");
        if (!Files.exists(bare)) {
            Git.init().setBare(true).setDirectory(bareRemote.toFile()).call().close();
            Git.init().setInitialBranch("main").setDirectory(bare.toFile()).call().close();
        }
        SinkSpeed.each(
                documents,
                some -> {
                    Path file = bare.resolve(some.get(0).path());
                    Files.createDirectories(file.getParent());
                    Files.writeString(file, some.get(0).content());
                });
        try (Git git = Git.open(bare.toFile())) {
            git.add().addFilepattern(".").call();
            git.commit().setSign(false).setMessage("bare").call();
            git.push().setRemote(bareRemote.toString()).add("main").call();
        }
    }

    @Override
    protected Map<String, String> documents() {
        endRun("acme");
        endRun("beta");
        Map<String, String> documents = new TreeMap<>();
        files().values()
                .forEach(
                        text -> {
                            Matcher id = ID.matcher(text);
                            if (id.find() && documents.put(id.group(1), text) != null) {
                                throw new AssertionError("Two files of " + id.group(1));
                            }
                        });
        return documents;
    }

    @Override
    protected void addForeign() {
        push("acme/ENG/Page-43.md", "mine");
    }

    @Override
    protected boolean hasForeign() {
        return "mine".equals(files().get("acme/ENG/Page-43.md"));
    }

    private void endRun(String site) {
        endRun(bench().bean(GitSinks.class), site);
    }

    private void endRun(GitSinks sinks, String site) {
        Instant now = Instant.parse("2026-03-19T14:26:46Z");
        sinks.ended(
                new RunReport(
                        "run-" + ++runs,
                        site,
                        RunKind.CHANGES,
                        State.COMPLETE,
                        now,
                        now,
                        null,
                        Duration.ZERO,
                        "",
                        new TreeMap<>(),
                        0,
                        Usage.NONE,
                        Census.EMPTY));
    }

    @Test
    void aRunIsOneCommitThatSaysWhatChanged() {
        assertDelivered(upsert("42", 1, "Old"), upsert("43", 1, "Gone"), upsert("44", 1, "Same"));
        endRun("acme");
        assertDelivered(
                upsert("42", 2, "Old"), removal(page("43", 1, "Gone")), upsert("45", 1, "New"));
        endRun("acme");

        assertThat(messages())
                .containsExactly(
                        """
                        Documents of acme: 1 added, 1 changed, 1 removed

                        - added: New
                        - changed: Old
                        - removed: Gone

                        Run run-2 (changes) of kbsync
                        """,
                        """
                        Documents of acme: 3 added

                        - added: Gone
                        - added: Old
                        - added: Same

                        Run run-1 (changes) of kbsync
                        """);
        assertThat(commits().get(0).getAuthorIdent().getEmailAddress())
                .isEqualTo("kbsync@localhost");
    }

    @Test
    void nothingChangedIsNoCommit() {
        assertDelivered(upsert("42", 1, "Page"));
        endRun("acme");
        assertDelivered(upsert("42", 1, "Page"), removal(page("43", 1, "Never there")));
        endRun("acme");

        assertThat(messages()).hasSize(1);
    }

    @Test
    void aMessageHasOnlyTheFirstTitlesAndNoneSpeaksToTheServer() {
        List<Delivery> all = new ArrayList<>();
        all.add(upsert("1", 1, "Fixes #12, closes acme/kb#3 and GH-4\n\nCo-authored-by: x"));
        all.add(upsert("2", 1, "[skip ci] @everybody ***NO_CI***"));
        for (int id = 3; id < 20; id++) {
            all.add(upsert("" + id, 1, "x".repeat(500)));
        }
        assertDelivered(all.toArray(Delivery[]::new));
        endRun("acme");

        String message = messages().get(0);
        assertThat(message)
                .contains("19 added", "- added: Fixes 12, closes acme kb 3 and GH\u20134 Co-auth")
                .contains("- and 9 more")
                .doesNotContain("#", "@", "[", "*", "\nCo-");
        assertThat(message.lines()).allMatch(line -> line.length() < 100);
    }

    @Test
    void whatOthersPushedMeanwhileStaysAndComesIntoTheWorkingCopy() throws IOException {
        push("README.md", "one");
        assertDelivered(upsert("42", 1, "Page"));
        push("README.md", "two");
        push("docs/new.md", "new");
        endRun("acme");

        assertThat(files()).containsEntry("README.md", "two").containsEntry("docs/new.md", "new");
        assertThat(documents()).hasSize(1);
        assertThat(messages()).hasSize(4);
        assertThat(copy().resolve("README.md")).hasContent("two");
        assertThat(copy().resolve("docs/new.md")).hasContent("new");

        remove("README.md");
        assertDelivered(upsert("42", 2, "Page"));
        endRun("acme");
        assertThat(files()).doesNotContainKey("README.md");
        assertThat(copy().resolve("README.md")).doesNotExist();
    }

    @Test
    void whatOthersPutWhereADocumentBelongsStays() {
        assertDelivered(upsert("43", 1, "Other"));
        endRun("acme");
        Delivery delivery = upsert("42", 1, "Page");
        assertDelivered(delivery, upsert("43", 2, "Other"));
        push(delivery.path(), "mine");
        endRun("acme");

        assertThat(files()).containsEntry(delivery.path(), "mine");
        assertThat(copy().resolve(delivery.path())).hasContent("mine");
        assertThat(deliver(upsert("42", 2, "Page")))
                .singleElement()
                .asString()
                .contains("kbsync did not make it");
        assertThat(documents()).hasSize(1);
    }

    @Test
    void whatOthersMadeOfADocumentGivesWay() {
        Delivery delivery = upsert("42", 1, "Page");
        assertDelivered(delivery);
        endRun("acme");
        push(delivery.path(), files().get(delivery.path()) + "edited");
        assertDelivered(upsert("42", 2, "Page"));
        endRun("acme");

        assertThat(files().get(delivery.path())).contains("version 2").doesNotContain("edited");
    }

    @Test
    void aPushThatFailedIsMadeAgainAfterTheNextRun() throws IOException {
        assertDelivered(upsert("42", 1, "Page"));
        endRun("acme");
        Path away = Files.move(remote(), folder().resolve("away"));
        assertDelivered(upsert("42", 2, "Page"));
        endRun("acme");
        assertDelivered(upsert("43", 1, "Another"));
        endRun("acme");
        assertThat(health()).isEqualTo(Status.DOWN);

        Files.move(away, remote());
        assertThat(messages()).hasSize(1);
        endRun("acme");

        assertThat(messages()).hasSize(3);
        assertThat(documents()).hasSize(2);
        assertThat(health()).isEqualTo(Status.UP);
    }

    @Test
    void withoutItsRemoteNothingIsDeliveredForTheFirstTime() throws IOException {
        Path away = Files.move(remote(), folder().resolve("away"));
        assertThat(deliver(upsert("42", 1, "Page"))).noneMatch(String::isEmpty);

        Files.move(away, remote());
        assertDelivered(upsert("42", 1, "Page"));
        assertThat(documents()).hasSize(1);
    }

    @Test
    void whatACrashLeftIsCommittedAfterTheNextRun() {
        assertDelivered(upsert("42", 1, "Page"));

        GitSinks afterwards = restarted();
        endRun(afterwards, "acme");

        assertThat(files()).hasSize(1);
    }

    @Test
    void aCommitThatCouldNotBeMadeIsMadeAfterTheNextRun() throws IOException {
        assertDelivered(upsert("42", 1, "Page"));
        endRun("acme");
        assertDelivered(upsert("43", 1, "Another"));
        Path lock = Files.createFile(copy().resolve(".git/refs/heads/main.lock"));
        endRun("acme");
        assertThat(files()).hasSize(1);

        Files.delete(lock);
        endRun("acme");

        assertThat(files()).hasSize(2);
    }

    @Test
    void halfALineThatACrashLeftHoldsUpNothing() throws IOException {
        assertDelivered(upsert("42", 1, "Page"));
        Files.writeString(
                copy().resolve(".git/kbsync-pending"),
                "{\"site\":\"acme\",\"id\":\"x",
                StandardOpenOption.APPEND);
        assertDelivered(upsert("43", 1, "Another"));
        endRun("acme");

        assertThat(files()).hasSize(2);
    }

    @Test
    void eachSiteHasCommitsOfItsOwn() {
        assertDelivered(upsert("42", 1, "Page"), upsert(page("43", 1, "There"), "beta", "text"));
        endRun("acme");
        assertThat(files()).hasSize(1);

        endRun("beta");
        assertThat(files()).hasSize(2);
        assertThat(messages().get(0)).startsWith("Documents of beta: 1 added");
    }

    @Test
    void aWorkingCopyThatWasLostIsMadeAgain() throws IOException {
        push("README.md", "one");
        assertDelivered(upsert("42", 1, "Page"), upsert("43", 1, "Other"));
        endRun("acme");
        FileSystemUtils.deleteRecursively(copy());
        assertDelivered(upsert("42", 2, "Page"));
        endRun("acme");

        assertThat(documents()).hasSize(2);
        assertThat(messages()).hasSize(3);
        assertThat(copy().resolve("README.md")).hasContent("one");
    }

    @Test
    void aTokenIsSentToTheRemoteAndNowhereElse() throws Exception {
        List<String> asked = new ArrayList<>();
        HttpServer elsewhere = server(asked, "elsewhere ", 200, "");
        HttpServer remote =
                server(
                        asked,
                        "",
                        401,
                        "http://localhost:"
                                + elsewhere.getAddress().getPort()
                                + "/kb.git/info/refs");
        try {
            String address = "http://localhost:" + remote.getAddress().getPort() + "/kb.git";
            useRemote(address);
            List<String> verdict = deliver(upsert("42", 1, "Page"));

            String basic =
                    "Basic "
                            + Base64.getEncoder()
                                    .encodeToString(
                                            ("git:" + TOKEN).getBytes(StandardCharsets.UTF_8));
            assertThat(asked).contains(basic).noneMatch(one -> one.startsWith("elsewhere"));
            assertThat(verdict).noneMatch(String::isEmpty).noneMatch(v -> v.contains(TOKEN));
        } finally {
            remote.stop(0);
            elsewhere.stop(0);
        }
    }

    private void useRemote(String address) throws Exception {
        bench().camel().getRouteController().stopRoute("deliver-to-kb");
        bench().camel().removeRoute("deliver-to-kb");
        bench().load("4-kb.camel.yaml", route(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "git@github.com:acme/kb.git",
                "github.com:acme/kb.git",
                "ssh://git@github.com/acme/kb.git",
                "git+ssh://github.com/acme/kb.git"
            })
    void aRemoteByShellIsRefusedWithWhatToWriteInstead(String address) throws Exception {
        useRemote(address);

        assertThat(deliver(upsert("42", 1, "Page")))
                .containsExactly(
                        "Sink \"kb\" cannot be used: the parameter remote is reached by SSH, which"
                                + " kbsync does not use; write the https:// address.");
        assertThat(copy()).doesNotExist();
    }

    /** Asks for a credential first, and then says that the repository is elsewhere. */
    private static HttpServer server(List<String> asked, String name, int status, String elsewhere)
            throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    String credential = exchange.getRequestHeaders().getFirst("Authorization");
                    asked.add(name + credential);
                    exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"x\"");
                    exchange.getResponseHeaders().add("Location", elsewhere);
                    exchange.sendResponseHeaders(credential == null ? status : 302, -1);
                    exchange.close();
                });
        server.start();
        return server;
    }

    private GitSinks restarted() {
        return bench().another(GitSinks.class);
    }

    private Status health() {
        return bench().bean(HealthIndicator.class).health().getStatus();
    }

    private Delivery upsert(String id, int version, String title) {
        return upsert(page(id, version, title), "acme", "text of version " + version);
    }

    private List<String> messages() {
        return commits().stream().map(RevCommit::getFullMessage).toList();
    }

    /** Of the remote, the last one first. */
    private List<RevCommit> commits() {
        try (Git git = Git.open(remote().toFile())) {
            return StreamSupport.stream(git.log().call().spliterator(), false).toList();
        } catch (GitAPIException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What lies in the remote, by path. */
    private Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        try (Git git = Git.open(remote().toFile())) {
            Repository repository = git.getRepository();
            ObjectId head = repository.resolve("refs/heads/main");
            if (head != null) {
                try (RevWalk commits = new RevWalk(repository);
                        TreeWalk tree = new TreeWalk(repository)) {
                    tree.addTree(commits.parseCommit(head).getTree());
                    tree.setRecursive(true);
                    while (tree.next()) {
                        byte[] content = repository.open(tree.getObjectId(0)).getBytes();
                        files.put(
                                tree.getPathString(), new String(content, StandardCharsets.UTF_8));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** Somebody else's commit. */
    private void push(String path, String text) {
        others(
                git -> {
                    Path file = git.getRepository().getWorkTree().toPath().resolve(path);
                    Files.createDirectories(file.getParent());
                    Files.writeString(file, text);
                    git.add().addFilepattern(path).call();
                });
    }

    private void remove(String path) {
        others(git -> git.rm().addFilepattern(path).call());
    }

    private interface Change {
        void in(Git git) throws GitAPIException, IOException;
    }

    private void others(Change change) {
        Path clone = folder().resolve("clone-" + ++runs);
        boolean empty = files().isEmpty();
        try (Git git =
                empty
                        ? Git.init().setInitialBranch("main").setDirectory(clone.toFile()).call()
                        : Git.cloneRepository()
                                .setURI(remote().toUri().toString())
                                .setDirectory(clone.toFile())
                                .call()) {
            change.in(git);
            git.commit().setMessage("by hand").setAuthor("Eve", "eve@example.com").call();
            git.push()
                    .setRemote(remote().toUri().toString())
                    .setRefSpecs(new RefSpec("refs/heads/main:refs/heads/main"))
                    .call();
        } catch (GitAPIException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void objectsArePackedNowAndThen() throws IOException {
        assertDelivered(upsert(page("1", 1, "Page"), "text"));
        endRun("acme");
        try (Git git = Git.open(copy().toFile())) {
            git.getRepository().getConfig().setInt("gc", null, "auto", 1);
            git.getRepository().getConfig().save();
        }
        assertThat(packs()).isEmpty();

        assertDelivered(
                IntStream.range(2, 602)
                        .mapToObj(i -> upsert(page("" + i, 1, "Page " + i), "text " + i))
                        .toArray(Delivery[]::new));
        endRun("acme");

        assertThat(packs()).isNotEmpty();
        assertThat(documents()).hasSize(601);
    }

    private List<Path> packs() throws IOException {
        Path folder = copy().resolve(".git/objects/pack");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".pack")).toList();
        }
    }
}
