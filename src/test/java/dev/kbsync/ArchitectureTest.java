package dev.kbsync;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.Source;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The rules of the structure: routes connect stages, code does not. */
@AnalyzeClasses(packages = "dev.kbsync", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** Every package is a slice, the one at the root included. */
    private static final SliceAssignment PACKAGES =
            new SliceAssignment() {
                @Override
                public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
                    return javaClass.getPackageName().startsWith("dev.kbsync")
                            ? SliceIdentifier.of(javaClass.getPackageName())
                            : SliceIdentifier.ignore();
                }

                @Override
                public String getDescription() {
                    return "packages";
                }
            };

    private static final String[] STAGES = {
        "dev.kbsync.authorize..",
        "dev.kbsync.listing..",
        "dev.kbsync.attachment..",
        "dev.kbsync.run..",
        "dev.kbsync.convert..",
        "dev.kbsync.chunk..",
        "dev.kbsync.deliver.."
    };

    @ArchTest
    static final ArchRule noStageKnowsAnother =
            slices().matching(
                            "dev.kbsync.(authorize|listing|attachment|run|convert|chunk|deliver)..")
                    .should()
                    .notDependOnEachOther();

    @ArchTest
    static final ArchRule noStageKnowsWhatShowsOrStartsIt =
            noClasses()
                    .that()
                    .resideInAnyPackage(STAGES)
                    .or()
                    .resideInAnyPackage(
                            "dev.kbsync.confluence..",
                            "dev.kbsync.egress..",
                            "dev.kbsync.embed..",
                            "dev.kbsync.history..",
                            "dev.kbsync.ledger..",
                            "dev.kbsync.search..",
                            "dev.kbsync.vault..",
                            "dev.kbsync.site..",
                            "dev.kbsync.page..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.kbsync.api..",
                            "dev.kbsync.console..",
                            "dev.kbsync.cli..",
                            "dev.kbsync.mcp..",
                            "dev.kbsync.routes..",
                            "dev.kbsync.state..");

    @ArchTest
    static final ArchRule sharedRoomsKnowNoStage =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "dev.kbsync.history..",
                            "dev.kbsync.ledger..",
                            "dev.kbsync.search..",
                            "dev.kbsync.vault..",
                            "dev.kbsync.confluence..",
                            "dev.kbsync.egress..",
                            "dev.kbsync.embed..",
                            "dev.kbsync.site..",
                            "dev.kbsync.page..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(STAGES);

    @ArchTest
    static final ArchRule conversionIsPlainJava =
            classes()
                    .that()
                    .resideInAPackage("dev.kbsync.convert..")
                    .and()
                    .haveSimpleNameNotEndingWith("Configuration")
                    .and()
                    .haveSimpleNameNotEndingWith("Properties")
                    .and(
                            not(
                                    com.tngtech.archunit.core.domain.properties.HasName.Predicates
                                            .name("dev.kbsync.convert.PageConverter")))
                    .should()
                    .onlyDependOnClassesThat(
                            resideInAnyPackage(
                                    "java.lang..",
                                    "java.util..",
                                    "java.net..",
                                    "java.nio.charset..",
                                    "java.text..",
                                    "java.time..",
                                    "org.jsoup..",
                                    "org.commonmark..",
                                    "org.jspecify..",
                                    "dev.kbsync.convert..",
                                    "dev.kbsync.page.."));

    /** It is compiled beside the tests, which the other rules leave out. */
    @Test
    void theSimulatorKnowsNothingOfKbsync() {
        classes()
                .that(describe("are the simulator's", ArchitectureTest::isOfTheSimulator))
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(
                                "java..",
                                "javax..",
                                "com.sun.net.httpserver..",
                                "org.w3c..",
                                "org.xml..",
                                "org.jspecify..",
                                "com.fasterxml.jackson..",
                                "dev.kbsync.simulator.."))
                .because("its jar holds nothing but itself and Jackson")
                .check(new ClassFileImporter().importPackages("dev.kbsync.simulator"));
    }

    private static boolean isOfTheSimulator(JavaClass type) {
        Path folder = Path.of("src/simulator/java", type.getPackageName().replace('.', '/'));
        return type.getSource()
                .flatMap(Source::getFileName)
                .filter(name -> Files.exists(folder.resolve(name)))
                .isPresent();
    }

    @ArchTest
    static final ArchRule noPackagesInCircles =
            slices().matching("dev.kbsync.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule noSubPackagesInCircles =
            slices().assignedFrom(PACKAGES).should().beFreeOfCycles();
}
