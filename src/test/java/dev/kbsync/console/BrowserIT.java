package dev.kbsync.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kbsync.ConsoleClient;
import dev.kbsync.Instance;
import dev.kbsync.authorize.SiteCredentials;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.control.SiteControl;
import dev.kbsync.site.RunKind;
import dev.kbsync.site.Secret;
import dev.kbsync.site.Sites;
import dev.kbsync.site.SpaceChoice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * The administrator's way in a real browser, from login to documents. Skipped where there is no
 * Chromium with its driver, unless {@code -Dbrowser.required=true} forbids that.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BrowserIT {

    private final int port = ConsoleClient.freePort();
    private Simulator atlassian;
    private Instance kbsync;
    private WebDriver browser;

    @BeforeAll
    void start(@TempDir Path folder) {
        Optional<Path> driver = find("KBSYNC_CHROMEDRIVER", "chromedriver");
        Optional<Path> chromium =
                find("KBSYNC_CHROMIUM", "chromium", "chromium-browser", "google-chrome", "chrome");
        boolean found = driver.isPresent() && chromium.isPresent();
        if (Boolean.getBoolean("browser.required")) {
            assertThat(found).as("Chromium and chromedriver are there").isTrue();
        }
        assumeTrue(found, "no Chromium with chromedriver on the PATH");
        atlassian =
                Simulator.start(new SimulatorOptions().port(0).sites(2).indexDelay(Duration.ZERO));
        kbsync =
                Instance.in(folder)
                        .atlassian(atlassian)
                        .set("kbsync.deliver.to", "file,search")
                        .set("kbsync.run.removals.count", 0)
                        .set("kbsync.run.removals.percent", 0)
                        .console(port)
                        .start();
        browser = chromium(driver.orElseThrow(), chromium.orElseThrow());
    }

    private static ChromeDriver chromium(Path driver, Path chromium) {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, java.util.logging.Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--no-first-run",
                "--window-size=1200,1000");
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service =
                new ChromeDriverService.Builder().usingDriverExecutable(driver.toFile()).build();
        return new ChromeDriver(service, options);
    }

    @AfterAll
    void stop() {
        if (browser != null) {
            browser.quit();
            kbsync.close();
            atlassian.close();
        }
    }

    @Test
    @Order(1)
    void fromLoginToDocuments() {
        browser.get("http://localhost:" + port + "/");
        type(By.id("password"), "password");
        click(By.cssSelector("button.main"));
        shows("First steps", "No Confluence site is set up yet");

        type(By.id("url"), atlassian.sites().get(0).url() + "/wiki/spaces/HANDBOOK");
        click(By.xpath("//button[.='Add site']"));
        shows("Not authorized yet");

        click(By.id("authorize"));
        appears(By.id("accept"));
        assertThat(browser.getCurrentUrl()).startsWith(atlassian.url() + "/authorize?");
        click(By.id("accept"));
        shows("Authorized", "The consent reaches more sites");
        assertThat(browser.getCurrentUrl())
                .isEqualTo("http://localhost:" + port + "/auth/callback");

        click(By.id("continue"));
        shows("Using OAuth2 authentication");
        WebElement space = appears(By.id("space-HANDBOOK"));
        click(By.cssSelector(".spaces details summary"));
        appears(By.xpath("//ul[@class='pages']//a[.='Your first week']"));
        appears(By.xpath("//li[.//label[@for='space-HANDBOOK']]//span[contains(., ' pages')]"));
        browser.findElement(By.cssSelector("input[data-filter]"))
                .sendKeys("no such space", Keys.ENTER);
        await(unused -> !space.isDisplayed(), "list without the space");
        browser.findElement(By.cssSelector("input[data-filter]")).clear();
        browser.findElement(By.cssSelector("input[data-filter]")).sendKeys("handb");
        browser.findElement(By.cssSelector("input[data-all]")).click();
        shows("1 of ");
        assertThat(space.isSelected()).isTrue();
        click(By.id("pick"));
        shows("Before the first sync", "points", "minute");
        await(unused -> browser.findElements(By.cssSelector(".example")).size() == 3, "examples");
        assertThat(kbsync.files()).isEmpty();

        // Whoever leaves here takes it up again at the same step.
        browser.get("http://localhost:" + port + "/");
        click(By.cssSelector(".site .note a.button"));
        shows("Before the first sync", "HANDBOOK");
        click(By.id("begin"));
        // The page follows the run by itself.
        appears(By.xpath("//section[.//h2='Runs']//span[@class='badge good' and .='complete']"));

        assertThat(kbsync.files()).hasSizeGreaterThan(10);
        click(By.linkText("all of it"));
        shows("Authorization history", "authorized", "consent begun");
        click(By.linkText("Help"));
        shows("State mismatch", "not seen");
        assertThat(text()).doesNotContain("seen now");
        assertThat(problems()).isEmpty();
    }

    @Test
    @Order(2)
    void aRefreshTakesTheFocusFromNobody() {
        open("/sites/" + site());
        WebElement preview = appears(By.id("preview"));
        script("arguments[0].focus(); arguments[0].marked = true", preview);
        int before = browser.findElements(By.cssSelector("#runs a[href^='/runs/']")).size();

        kbsync.run(site(), RunKind.CHANGES);

        await(
                unused ->
                        browser.findElements(By.cssSelector("#runs a[href^='/runs/']")).size()
                                > before,
                "row of the new run");
        await(
                unused ->
                        !Boolean.TRUE.equals(
                                script("return document.getElementById('preview').marked")),
                "fresh link");
        assertThat(script("return document.activeElement.id")).isEqualTo("preview");
    }

    @Test
    @Order(3)
    void everyPageFitsAPhoneAndCanBeReachedByKeys() {
        String site = site();
        atlassian.control().site().addPage("HANDBOOK", "Wide " + "W".repeat(240), "<p>x</p>");
        kbsync.run(site, RunKind.FULL);
        open("/");
        String run =
                browser.findElement(By.cssSelector("a[href^='/runs/']")).getDomAttribute("href");
        List<String> pages =
                List.of(
                        "/",
                        "/sites/" + site,
                        "/sites/" + site + "/history",
                        "/sites/" + site + "/preview",
                        run,
                        "/runs",
                        "/runs?page=9",
                        "/documents",
                        "/documents?page=9",
                        document(site),
                        "/routes",
                        "/settings",
                        "/settings/audit",
                        "/search",
                        "/search?q=station+sensor",
                        "/search?q=wide",
                        "/help",
                        "/sites/nope",
                        "/login");
        ((ChromeDriver) browser)
                .executeCdpCommand(
                        "Emulation.setDeviceMetricsOverride",
                        Map.of(
                                "width",
                                390,
                                "height",
                                844,
                                "deviceScaleFactor",
                                2,
                                "mobile",
                                true));
        try {
            for (String page : pages) {
                open(page);
                assertThat(browser.findElements(By.cssSelector("main"))).as(page).hasSize(1);
                assertThat((Long) script("return document.documentElement.scrollWidth"))
                        .as("width of " + page + ", beyond it: " + script(BEYOND))
                        .isLessThanOrEqualTo(390);
                assertThat(script(UNREACHABLE)).as(page).isEqualTo(0L);
                assertThat(script(BADLY_NAMED)).as(page).isEqualTo("");
                assertThat(script(BROKEN_BADGES)).as(page).isEqualTo(0L);
            }
        } finally {
            ((ChromeDriver) browser)
                    .executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        }
    }

    @Test
    @Order(4)
    void aQuestionIsAskedByKeyboardAndLeadsToItsPlace() {
        String site = site();
        kbsync.run(site, RunKind.FULL);
        open("/");
        problems(); // Those of other tests.
        click(By.linkText("Search"));
        appears(By.id("q"));

        browser.switchTo().activeElement().sendKeys("How do I swap on-call weeks?", Keys.ENTER);

        shows("passages, the best first", site);
        assertThat(browser.findElements(By.cssSelector("article mark"))).isNotEmpty();
        assertThat(browser.findElement(By.cssSelector("article h2 a")).getDomAttribute("href"))
                .startsWith(atlassian.sites().get(0).url() + "/wiki/");
        assertThat(browser.findElement(By.id("q")).getDomProperty("value"))
                .isEqualTo("How do I swap on-call weeks?");
        assertThat(problems()).isEmpty();
    }

    @Test
    @Order(5)
    void selectedRemovalsAreApprovedAndASelectionOutlivesARefresh() {
        String site = site();
        SiteControl confluence = atlassian.control().site();
        List<String> pages =
                Stream.of("One", "Two", "Three")
                        .map(title -> confluence.addPage("HANDBOOK", title, "<p>x</p>"))
                        .toList();
        kbsync.run(site, RunKind.FULL);
        pages.forEach(confluence::trash);
        kbsync.run(site, RunKind.FULL);
        open("/sites/" + site);
        assertThat(browser.findElements(By.cssSelector("#waiting [name=id]"))).hasSize(3);
        // In one step: the page refreshes itself.
        String id =
                String.valueOf(
                        script(
                                "var box = document.querySelectorAll('#waiting [name=id]')[1];"
                                        + " box.focus(); box.click(); box.marked = true; return box.value"));

        kbsync.run(site, RunKind.CHANGES);

        String box = "document.querySelector('#waiting [value=\"" + id + "\"]')";
        await(unused -> !Boolean.TRUE.equals(script("return " + box + ".marked")), "fresh box");
        assertThat(script("return " + box + ".checked && document.activeElement === " + box))
                .isEqualTo(true);
        assertThat(browser.findElements(By.cssSelector("#waiting [name=id]:checked"))).hasSize(1);

        click(By.id("approve"));
        shows("One document goes with the full run");
        await(
                unused -> browser.findElements(By.cssSelector("#waiting [name=id]")).size() == 2,
                "two that wait on");
        open("/");
        shows("2 removals wait for you");
    }

    @Test
    @Order(6)
    void timesAreThoseOfTheReader() {
        kbsync.run(site(), RunKind.CHANGES);
        open("/runs");
        String run = link("td a[href^='/runs/']");
        List<String> shown = new java.util.ArrayList<>();
        for (String zone : List.of("Asia/Tokyo", "America/New_York")) {
            ((ChromeDriver) browser)
                    .executeCdpCommand("Emulation.setTimezoneOverride", Map.of("timezoneId", zone));
            open(run);
            shown.add(browser.findElement(By.cssSelector("dd time")).getText());
        }
        ((ChromeDriver) browser)
                .executeCdpCommand("Emulation.setTimezoneOverride", Map.of("timezoneId", ""));

        assertThat(shown).doesNotHaveDuplicates().noneMatch(time -> time.contains("UTC"));
    }

    private static final String BEYOND =
            "return Array.from(document.querySelectorAll('body *')).filter(e => !e.closest('.wide') &&"
                    + " e.getBoundingClientRect().right > 390.5).map(e => e.tagName + '.' + e.className +"
                    + " ' ' + Math.round(e.getBoundingClientRect().right) + ' ' + e.textContent.trim().slice(0, 40)).join('; ')";

    private static final String UNREACHABLE =
            "return Array.from(document.querySelectorAll('.wide')).filter(e => e.scrollWidth >"
                    + " e.clientWidth && (e.tabIndex !== 0 || !e.getAttribute('aria-label'))).length";

    /** Headings of columns that are empty, and controls whose name lacks the words they show. */
    private static final String BADLY_NAMED =
            "return Array.from(document.querySelectorAll('th, button[aria-label], a[aria-label]'))"
                    + ".filter(e => !e.textContent.trim() || e.hasAttribute('aria-label') &&"
                    + " !e.getAttribute('aria-label').includes(e.textContent.trim()))"
                    + ".map(e => e.outerHTML).join(' ')";

    /** Badges in tables that take more than a line. */
    private static final String BROKEN_BADGES =
            "return Array.from(document.querySelectorAll('td .badge'))"
                    + ".filter(e => e.clientHeight > 2 * parseFloat(getComputedStyle(e).fontSize)).length";

    /** The page of a document, as the list leads to it. */
    private String document(String site) {
        open("/documents?q=first+week&site=" + site);
        return link("td.title a");
    }

    private String link(String selector) {
        return Objects.requireNonNull(
                browser.findElement(By.cssSelector(selector)).getDomAttribute("href"));
    }

    /** A site that has run before, whatever tests there were. */
    private String site() {
        Sites sites = kbsync.bean(Sites.class);
        String name = sites.add(atlassian.sites().get(0).url()).name();
        if (sites.get(name).spaces().isEmpty()) {
            kbsync.bean(SiteCredentials.class)
                    .enterApiToken(name, "bot@example.com", new Secret("simulator-token"), false);
            sites.chooseSpaces(name, SpaceChoice.ALL);
        }
        return name;
    }

    private void open(String path) {
        browser.get("http://localhost:" + port + path);
        if (!browser.findElements(By.id("password")).isEmpty() && !path.equals("/login")) {
            type(By.id("password"), "password");
            click(By.cssSelector("button.main"));
            await(unused -> browser.findElements(By.id("password")).isEmpty(), "logged in");
            browser.get("http://localhost:" + port + path);
        }
    }

    private @Nullable Object script(String script, Object... arguments) {
        return ((JavascriptExecutor) browser).executeScript(script, arguments);
    }

    private void type(By where, String text) {
        WebElement field = appears(where);
        field.clear();
        field.sendKeys(text);
    }

    private void click(By what) {
        appears(what).click();
    }

    private WebElement appears(By what) {
        return await(ExpectedConditions.elementToBeClickable(what), what.toString());
    }

    /** A click may be answered before the page that it leads to is there. */
    private void shows(String... texts) {
        await(unused -> Stream.of(texts).allMatch(text()::contains), String.join(", ", texts));
    }

    private <T> T await(Function<WebDriver, T> condition, String what) {
        try {
            return new WebDriverWait(browser, Duration.ofSeconds(20))
                    .ignoring(StaleElementReferenceException.class)
                    .until(condition);
        } catch (TimeoutException e) {
            throw new AssertionError(
                    "No %s on %s:%n%s%n%s"
                            .formatted(
                                    what,
                                    browser.getCurrentUrl(),
                                    browser.findElement(By.tagName("body")).getText(),
                                    problems()),
                    e);
        }
    }

    private String text() {
        return browser.findElement(By.tagName("body")).getText();
    }

    /**
     * What the browser complained about: refused by the content policy, not found, script errors.
     */
    private List<String> problems() {
        return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(entry -> entry.getLevel() + " " + entry.getMessage())
                .filter(line -> !line.contains("favicon"))
                .toList();
    }

    private static Optional<Path> find(String variable, String... names) {
        String named = System.getenv(variable);
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
                .flatMap(folder -> Stream.of(names).map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
