package dev.kbsync.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The compose file and the Kubernetes manifest name what the program and its image really have. */
class OpsFilesTest {

    private static final String PORT = "8501";

    private static String dockerfile() throws IOException {
        return Files.readString(Path.of("Dockerfile"));
    }

    private static Properties settings(String file) throws IOException {
        Properties settings = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(file))) {
            settings.load(reader);
        }
        return settings;
    }

    /** The variables that settings refer to, and those that Spring reads settings from. */
    private static Set<String> variables() throws IOException {
        Set<String> known = new HashSet<>();
        Matcher referred =
                Pattern.compile("\\$\\{([A-Z_]+)")
                        .matcher(
                                Files.readString(
                                        Path.of("src/main/resources/application.properties")));
        while (referred.find()) {
            known.add(referred.group(1));
        }
        for (String key : settings("application.properties.example").stringPropertyNames()) {
            known.add(key.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT));
        }
        return known;
    }

    private static List<String> variablesOfKubernetes() {
        List<String> names =
                new ArrayList<>(Manifest.kubernetes("ConfigMap", "kbsync").at("data").keys());
        Manifest.container().at("env").items().forEach(env -> names.add(env.at("name").text()));
        return names;
    }

    @Test
    void everyVariableIsASettingThatExists() throws IOException {
        Set<String> known = variables();
        List<String> composed = Manifest.service().at("environment").keys();

        assertThat(Stream.concat(composed.stream(), variablesOfKubernetes().stream()))
                .hasSizeGreaterThan(15)
                .allSatisfy(name -> assertThat(known).contains(name.replaceFirst("_FILE$", "")));
    }

    private static Manifest composed(String service) {
        return Manifest.documents(Manifest.COMPOSE).get(0).at("services", service);
    }

    @Test
    void theProfileHasABrokerAndTheTopicThatTheRoutesWriteTo() throws IOException {
        String brokers = Manifest.service().at("environment", "KBSYNC_SINKS_QUEUE_BROKERS").text();
        Manifest broker = composed("kafka").at("environment");
        assertThat(broker.at("KAFKA_ADVERTISED_LISTENERS").text())
                .isEqualTo("PLAINTEXT://" + brokers);
        assertThat(broker.at("KAFKA_AUTO_CREATE_TOPICS_ENABLE").text()).isEqualTo("false");
        assertThat(composed("topic").at("image").text())
                .isEqualTo(composed("kafka").at("image").text());
        for (String service : List.of("kafka", "topic")) {
            assertThat(composed(service).at("profiles").texts()).containsExactly("queue");
        }

        List<String> command = composed("topic").at("command").texts();
        assertThat(command)
                .contains(
                        "--bootstrap-server=" + brokers,
                        "--topic="
                                + settings("src/main/resources/application.properties")
                                        .getProperty("kbsync.sinks.queue.topic"));
        String largest =
                Manifest.documents(Path.of("routes/4-deliver-to-queue.camel.yaml"))
                        .get(0)
                        .items()
                        .get(0)
                        .at("route", "from", "steps")
                        .items()
                        .get(0)
                        .at("to", "parameters", "largest")
                        .text();
        assertThat(command).contains("--config=max.message.bytes=" + largest);
        String docs = Files.readString(Path.of("src/site/markdown/sinks.md"));
        for (String option : command) {
            if (option.startsWith("--config=")) {
                assertThat(docs).contains(option.replace("--config=", "--config "));
            }
        }
    }

    @Test
    void everyVolumeOfTheComposeFileIsThere() {
        Manifest compose = Manifest.documents(Manifest.COMPOSE).get(0);
        List<String> mounted = new ArrayList<>();
        for (String service : compose.at("services").keys()) {
            if (composed(service).has("volumes")) {
                composed(service)
                        .at("volumes")
                        .texts()
                        .forEach(each -> mounted.add(each.split(":", 2)[0]));
            }
        }
        assertThat(compose.at("volumes").keys()).containsExactlyInAnyOrderElementsOf(mounted);
    }

    @Test
    void nothingThatIsSecretStandsInThem() throws IOException {
        Set<String> secret = new HashSet<>();
        for (String name : variables()) {
            if (name.matches(".*(TOKEN|PASSWORD|SECRET|KEY|KEYS)")) {
                secret.add(name);
            }
        }
        assertThat(secret).contains("KBSYNC_VAULT_KEY", "KBSYNC_DATA_PASSWORD");
        assertThat(Manifest.service().at("environment").keys()).doesNotContainAnyElementsOf(secret);
        assertThat(variablesOfKubernetes()).doesNotContainAnyElementsOf(secret);
    }

    @Test
    void everySecretFileIsMounted() {
        Manifest compose = Manifest.documents(Manifest.COMPOSE).get(0);
        List<String> mounted = Manifest.service().at("secrets").texts();
        assertThat(compose.at("secrets").keys()).containsAll(mounted);
        for (String name : Manifest.service().at("environment").keys()) {
            if (name.endsWith("_FILE")) {
                assertThat(Manifest.service().at("environment", name).text())
                        .isIn(mounted.stream().map(each -> "/run/secrets/" + each).toList());
            }
        }
        for (Manifest env : Manifest.container().at("env").items()) {
            assertThat(env.at("value").text()).startsWith("/run/secrets/kbsync/");
        }
    }

    @Test
    void portAndImageAreTheProgramsOwn() throws IOException {
        assertThat(settings("src/main/resources/application.properties").getProperty("server.port"))
                .isEqualTo(PORT);
        assertThat(dockerfile()).contains("EXPOSE " + PORT);
        assertThat(Manifest.service().at("ports").texts()).allMatch(each -> each.endsWith(PORT));
        assertThat(Manifest.container().at("ports").items().get(0).at("containerPort").text())
                .isEqualTo(PORT);
        Manifest exposed =
                Manifest.kubernetes("Service", "kbsync").at("spec", "ports").items().get(0);
        assertThat(exposed.at("targetPort").text())
                .isEqualTo(Manifest.container().at("ports").items().get(0).at("name").text());
        assertThat(Manifest.service().at("image").text()).isEqualTo("kbsync");
        assertThat(Manifest.container().at("image").text()).isEqualTo("kbsync");
        assertThat(Path.of("src/ops").resolve(Manifest.service().at("build").text()))
                .isDirectoryContaining("glob:**/Dockerfile");
    }

    @Test
    void whatTheImageIsMadeOfIsNotIgnored() throws IOException {
        List<String> allowed =
                Files.readAllLines(Path.of(".dockerignore")).stream()
                        .filter(line -> line.startsWith("!"))
                        .map(line -> line.substring(1))
                        .toList();
        Matcher copy =
                Pattern.compile("(?m)^COPY (?!--from)(?:--\\S+ )?(.+) \\S+$").matcher(dockerfile());
        List<String> copied = new ArrayList<>();
        while (copy.find()) {
            copied.addAll(List.of(copy.group(1).split(" ", -1)));
        }
        assertThat(copied).contains("LICENSE", "src/main").isSubsetOf(allowed);
    }

    /** The root file system is read-only: whatever the image calls a volume needs a mount. */
    @Test
    void whatTheProgramWritesToIsMountedAndNothingElseIs() throws IOException {
        Matcher volume = Pattern.compile("(?m)^VOLUME (.*)$").matcher(dockerfile());
        assertThat(volume.find()).isTrue();
        Set<String> writable =
                new HashSet<>(
                        Arrays.asList(
                                volume.group(1).replaceAll("[\\[\\]\" ]", "").split(",", -1)));
        List<String> composed =
                Manifest.service().at("volumes").texts().stream()
                        .map(each -> each.split(":", 2)[1])
                        .toList();
        assertThat(Manifest.service().at("read_only").text()).isEqualTo("true");
        assertThat(composed).containsExactlyInAnyOrderElementsOf(writable);
        assertThat(Manifest.service().at("tmpfs").texts()).containsExactly("/tmp");

        Set<String> volumes = new HashSet<>();
        Manifest.pod().at("volumes").items().forEach(each -> volumes.add(each.at("name").text()));
        List<String> mounts = new ArrayList<>();
        for (Manifest mount : Manifest.container().at("volumeMounts").items()) {
            assertThat(volumes).contains(mount.at("name").text());
            if (!mount.has("readOnly")) {
                mounts.add(mount.at("mountPath").text());
            }
        }
        writable.add("/tmp");
        assertThat(mounts).containsExactlyInAnyOrderElementsOf(writable);
    }

    @Test
    void itRunsAsAnyUserOfGroupZeroWithNoRightsToSpare() throws IOException {
        Manifest pod = Manifest.pod();
        assertThat(pod.at("securityContext", "runAsNonRoot").text()).isEqualTo("true");
        assertThat(dockerfile()).contains("chmod -R g=u /kbsync", "USER 10001:0");
        assertThat(pod.at("securityContext", "runAsGroup").text()).isEqualTo("0");
        assertThat(pod.at("securityContext", "runAsUser").text()).isNotIn("0", "10001");
        List<Manifest> all = new ArrayList<>(pod.at("containers").items());
        all.addAll(pod.at("initContainers").items());
        assertThat(all)
                .allSatisfy(
                        container -> {
                            Manifest rights = container.at("securityContext");
                            assertThat(rights.at("readOnlyRootFilesystem").text())
                                    .isEqualTo("true");
                            assertThat(rights.at("allowPrivilegeEscalation").text())
                                    .isEqualTo("false");
                            assertThat(rights.at("capabilities", "drop").texts())
                                    .containsExactly("ALL");
                        });
    }

    /** Camel waits for runs, and Spring for requests; both have to be over before the kill. */
    @Test
    void theTimeToStopIsLongEnough() throws IOException {
        Properties settings = settings("src/main/resources/application.properties");
        int camel = Integer.parseInt(settings.getProperty("camel.main.shutdown-timeout"));
        int spring =
                Integer.parseInt(
                        settings.getProperty("spring.lifecycle.timeout-per-shutdown-phase")
                                .replace("s", ""));

        assertThat(camel + spring).isLessThan(30);
        assertThat(Manifest.pod().at("terminationGracePeriodSeconds").text()).isEqualTo("30");
        assertThat(Manifest.service().at("stop_grace_period").text()).isEqualTo("30s");
    }

    @Test
    void twoShareOneDatabaseAndOneKey() {
        assertThat(Manifest.kubernetes("Deployment", "kbsync").at("spec", "replicas").text())
                .isEqualTo("2");
        assertThat(variablesOfKubernetes()).contains("KBSYNC_DATA_URL", "KBSYNC_VAULT_KEY_FILE");
    }

    /** The default would start the first new one, which changes tables, beside the old ones. */
    @Test
    void anUpdateNeverHasTwoVersionsRun() {
        assertThat(
                        Manifest.kubernetes("Deployment", "kbsync")
                                .at("spec", "strategy", "type")
                                .text())
                .isEqualTo("Recreate");
    }

    @Test
    void theRouteThatItChangesIsTheShippedOneToBeginWith() throws IOException {
        Manifest routes = Manifest.kubernetes("ConfigMap", "kbsync-routes").at("data");

        assertThat(routes.keys()).isNotEmpty();
        for (String file : routes.keys()) {
            assertThat(routes.at(file).text()).isEqualTo(Files.readString(Path.of("routes", file)));
        }
    }
}
