package dev.kbsync.deliver;

import dev.kbsync.database.TestDatabase;
import dev.kbsync.egress.AnswerLimit;
import dev.kbsync.egress.Egress;
import dev.kbsync.egress.EgressProperties;
import dev.kbsync.embed.EmbeddingProperties;
import dev.kbsync.ledger.DocumentTokenStore;
import dev.kbsync.ledger.LedgerStore;
import dev.kbsync.ledger.SinkDocumentStore;
import dev.kbsync.page.ChunkTag;
import dev.kbsync.page.ConverterTag;
import dev.kbsync.page.Delivery;
import dev.kbsync.page.DocumentPath;
import dev.kbsync.search.SearchProperties;
import dev.kbsync.site.SinkProperties;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertiesSource;
import org.apache.camel.spring.spi.ApplicationContextBeanRepository;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.env.MapPropertySource;

/**
 * Sinks as they run, and nothing else of the application: the shipped Kamelets and failure
 * handling, the beans of {@code deliver}, and the routes that a test writes.
 */
final class SinkBench implements AutoCloseable {

    private final AnnotationConfigApplicationContext spring =
            new AnnotationConfigApplicationContext();

    private final TestDatabase database;
    private final CamelContext camel;
    private final ProducerTemplate producer;

    /**
     * @param folder for dead letters
     * @param settings as in application.properties
     * @param routes the texts of route files
     */
    SinkBench(Path folder, Map<String, String> settings, List<String> routes) throws Exception {
        Map<String, Object> all = new HashMap<>();
        all.put("kbsync.failures.folder", folder.resolve("dead-letters").toString());
        all.put("kbsync.data.folder", folder.resolve("data").toString());
        all.put("kbsync.failures.retries", "3");
        all.put("kbsync.failures.retry-delay", "1");
        all.putAll(settings);
        spring.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("settings", all));
        camel =
                new DefaultCamelContext(
                        new DefaultRegistry(new ApplicationContextBeanRepository(spring)));
        spring.register(Beans.class);
        spring.registerBean(CamelContext.class, () -> camel, bean -> bean.setDestroyMethodName(""));
        database = TestDatabase.sqlite(folder.resolve("data"));
        spring.registerBean(SinkDocumentStore.class, () -> new SinkDocumentStore(database.jdbc()));
        spring.registerBean(
                LedgerStore.class,
                () ->
                        new LedgerStore(
                                database.batches(),
                                new DocumentPath("{space}/{title}-{id}"),
                                Clock.systemUTC()));
        spring.registerBean(
                DocumentTokenStore.class,
                () -> new DocumentTokenStore(database.jdbc(), database.transaction()));
        spring.refresh();
        configure();
        camel.start();
        load("9-failures.camel.yaml", Files.readString(Path.of("routes/9-failures.camel.yaml")));
        for (String route : routes) {
            load("4-" + routes.indexOf(route) + ".camel.yaml", route);
        }
        camel.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:to-sinks")
                                .recipientList(simple("${variable.endpoints}"))
                                .aggregationStrategy("#bean:sinkResults");
                    }
                });
        producer = camel.createProducerTemplate();
    }

    /**
     * What the beans of {@code deliver} need of other rooms. Not a configuration, or the
     * application's own scan would find it.
     */
    @ComponentScan(
            basePackages = {
                "dev.kbsync.deliver",
                "dev.kbsync.egress",
                "dev.kbsync.embed",
                "dev.kbsync.search"
            },
            excludeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.REGEX,
                            pattern = ".*(FolderSpaceHealth|SinkBench.*|FileSinkConfiguration)"))
    @EnableConfigurationProperties({
        FailureProperties.class,
        SearchProperties.class,
        SinkProperties.class,
        EgressProperties.class,
        EmbeddingProperties.class
    })
    static class Beans {

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        ConverterTag converterTag() {
            return new ConverterTag("c1");
        }

        @Bean
        ChunkTag chunkTag() {
            return new ChunkTag("k1");
        }

        @Bean
        DocumentPath documentPath() {
            return DocumentPath.DEFAULT;
        }
    }

    private void configure() {
        ((PropertiesComponent) camel.getPropertiesComponent())
                .addPropertiesSource(new EnvironmentSource(spring));
        KameletComponent kamelets = new KameletComponent();
        kamelets.setLocation("file:routes/kamelets");
        kamelets.setBlock(false);
        kamelets.setNoErrorHandler(true);
        camel.addComponent("kamelet", kamelets);
        Egress egress = spring.getBean(Egress.class);
        for (String scheme : List.of("http", "https")) {
            HttpComponent http = camel.getComponent(scheme, HttpComponent.class);
            http.setHttpClientConfigurer(client -> egress.configure(client, AnswerLimit.SMALL));
        }
    }

    private record EnvironmentSource(AnnotationConfigApplicationContext spring)
            implements PropertiesSource {

        @Override
        public String getName() {
            return "environment";
        }

        @Override
        public String getProperty(String name) {
            return spring.getEnvironment().getProperty(name);
        }
    }

    void load(String name, String text) throws Exception {
        PluginHelper.getRoutesLoader(camel)
                .loadRoutes(ResourceHelper.fromString("file:" + name, text));
    }

    <T> T bean(Class<T> type) {
        return spring.getBean(type);
    }

    /** Another bean of its kind, as after a restart. */
    <T> T another(Class<T> type) {
        return spring.getAutowireCapableBeanFactory().createBean(type);
    }

    CamelContext camel() {
        return camel;
    }

    /**
     * Delivers as a page's route does, to all at once.
     *
     * @param run which run it is
     * @param sinks their names
     * @return for each delivery what went wrong, by sink; empty text if nothing did
     */
    List<Map<String, String>> deliver(String run, List<String> sinks, List<Delivery> deliveries) {
        List<CompletableFuture<Exchange>> sent =
                deliveries.stream().map(delivery -> send(run, sinks, delivery)).toList();
        return sent.stream().map(exchange -> verdicts(exchange.join())).toList();
    }

    private CompletableFuture<Exchange> send(String run, List<String> sinks, Delivery delivery) {
        return producer.asyncSend(
                "direct:to-sinks",
                exchange -> {
                    exchange.getMessage().setBody(delivery);
                    exchange.getMessage()
                            .setHeader("Authorization", "Bearer " + SinkContract.ALIEN);
                    exchange.getMessage().setHeader("Cookie", SinkContract.ALIEN);
                    exchange.getMessage().setHeader("X-Of-Another", SinkContract.ALIEN);
                    exchange.setVariable("delivery", delivery);
                    exchange.setVariable("run", run);
                    exchange.setVariable(
                            "endpoints",
                            String.join(
                                    ",",
                                    sinks.stream().map(s -> "direct:deliver-to-" + s).toList()));
                });
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> verdicts(Exchange exchange) {
        if (exchange.getException() != null) {
            throw new AssertionError("The route of the page broke", exchange.getException());
        }
        return exchange.getMessage().getBody(Map.class);
    }

    @Override
    public void close() {
        camel.stop();
        spring.close();
        database.close();
    }
}
