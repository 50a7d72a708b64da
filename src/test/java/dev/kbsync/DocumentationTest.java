package dev.kbsync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Follows every link of the README and of the pages under {@code src/site/markdown}. */
class DocumentationTest {

    private static final Path README = Path.of("README.md");
    private static final Path PAGES = Path.of("src/site/markdown");
    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();

    static List<Path> documents() throws IOException {
        try (Stream<Path> pages = Files.list(PAGES)) {
            return Stream.concat(
                            Stream.of(README),
                            pages.filter(page -> page.toString().endsWith(".md")))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsSomewhere(Path document) throws IOException {
        for (String target : targets(document)) {
            if (target.matches("https?:.*")) {
                continue;
            }
            String path = target.replaceFirst("#.*", "");
            Path file =
                    path.isEmpty()
                            ? document
                            : document.resolveSibling(
                                            URLDecoder.decode(path, StandardCharsets.UTF_8))
                                    .normalize();
            assertThat(file).as("%s links to %s", document, target).exists();
            if (target.contains("#")) {
                assertThat(anchors(file))
                        .as("%s links to %s", document, target)
                        .contains(target.substring(target.indexOf('#') + 1));
            }
        }
    }

    @Test
    void theReadmeLeadsToEveryPage() throws IOException {
        Set<Path> linked =
                targets(README).stream()
                        .filter(target -> target.endsWith(".md"))
                        .map(Path::of)
                        .collect(Collectors.toSet());
        assertThat(linked)
                .containsAll(documents().stream().filter(page -> !page.equals(README)).toList());
    }

    @Test
    void theReadmeIsForTheFirstHour() throws IOException {
        assertThat(Files.readAllLines(README)).hasSizeLessThanOrEqualTo(200);
    }

    private static List<String> targets(Path document) throws IOException {
        List<String> targets = new ArrayList<>();
        PARSER.parse(Files.readString(document))
                .accept(
                        new AbstractVisitor() {
                            @Override
                            public void visit(Link link) {
                                targets.add(link.getDestination());
                                visitChildren(link);
                            }

                            @Override
                            public void visit(Image image) {
                                targets.add(image.getDestination());
                            }
                        });
        return targets;
    }

    /** The anchors that GitHub makes of headings. */
    private static Set<String> anchors(Path document) throws IOException {
        List<String> anchors = new ArrayList<>();
        PARSER.parse(Files.readString(document))
                .accept(
                        new AbstractVisitor() {
                            @Override
                            public void visit(Heading heading) {
                                anchors.add(
                                        text(heading)
                                                .toLowerCase(Locale.ROOT)
                                                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                                                .replace(' ', '-'));
                            }
                        });
        return Set.copyOf(anchors);
    }

    private static String text(Node node) {
        StringBuilder text = new StringBuilder();
        node.accept(
                new AbstractVisitor() {
                    @Override
                    public void visit(Text part) {
                        text.append(part.getLiteral());
                    }

                    @Override
                    public void visit(Code part) {
                        text.append(part.getLiteral());
                    }
                });
        return text.toString();
    }
}
