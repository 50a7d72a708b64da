package dev.kbsync;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rules of the structure: routes connect stages, code does not. */
@AnalyzeClasses(packages = "dev.kbsync", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] STAGES = {
        "dev.kbsync.authorize..",
        "dev.kbsync.listing..",
        "dev.kbsync.attachment..",
        "dev.kbsync.run..",
        "dev.kbsync.convert..",
        "dev.kbsync.deliver.."
    };

    @ArchTest
    static final ArchRule noStageKnowsAnother =
            slices().matching("dev.kbsync.(authorize|listing|attachment|run|convert|deliver)..")
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
                            "dev.kbsync.ledger..",
                            "dev.kbsync.vault..",
                            "dev.kbsync.site..",
                            "dev.kbsync.page..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.kbsync.console..",
                            "dev.kbsync.cli..",
                            "dev.kbsync.routes..",
                            "dev.kbsync.state..");

    @ArchTest
    static final ArchRule sharedRoomsKnowNoStage =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "dev.kbsync.ledger..",
                            "dev.kbsync.vault..",
                            "dev.kbsync.confluence..",
                            "dev.kbsync.egress..",
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

    @ArchTest
    static final ArchRule noPackagesInCircles =
            slices().matching("dev.kbsync.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule noSubPackagesInCircles =
            slices().matching("dev.kbsync.(**)").should().beFreeOfCycles();
}
