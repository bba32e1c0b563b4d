/*
 * Copyright 2026 the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package dev.sessions.sample;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.jayway.jsonpath.JsonPath;
import dev.sessions.Cookie;
import dev.sessions.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the page in a browser: the state of the sessions and the buttons.
 */
@Timeout(120)
class PageTests {

	private static final String ALL_CARDS = "document.querySelectorAll('.card').length == 5";

	/**
	 * The text about the shop's login, as JavaScript.
	 */
	private static final String LOGIN = "document.querySelector('#session-shop [data-fact=credentials]').textContent";

	/**
	 * The number of logins in that text, as JavaScript.
	 */
	private static final String LOGINS = "Number(" + LOGIN + ".replace('once', '1 times').match(/(\\d+) times/)?.[1])";

	private static ConfigurableApplicationContext application;

	private static String url;

	private static Browser browser;

	@BeforeAll
	static void start() throws IOException {
		browser = new Browser();
		application = SampleApplication.run("--server.port=0");
		url = "http://localhost:" + application.getEnvironment().getProperty("local.server.port") + "/";
	}

	@AfterAll
	static void stop() throws IOException {
		if (application != null) {
			application.close();
		}
		if (browser != null) {
			browser.close();
		}
	}

	@BeforeEach
	void open() {
		browser.resize(1280, 900);
		browser.prefer("prefers-color-scheme", "light");
		browser.open(url);
		browser.await(ALL_CARDS);
	}

	@Test
	void eachSessionHasCardAndConsoleHasNoErrors() {
		List<String> names = browser
			.strings("[...document.querySelectorAll('.card h2')].map((name) => name.textContent)");
		assertThat(names).containsExactly("shop", "github", "search", "flaky", "billing");
		assertThat(browser.text("#connection")).isEqualTo("Live");
		assertThat(browser.text("#session-shop .url")).startsWith("http://localhost:");
		assertThat(browser.text("#session-github [data-fact=credentials]")).isEqualTo("bearer token");
		assertThat(browser.errors()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			shop/profile,      true,  Ada Lovelace
			shop/expire,       true,  The shop has ended the login
			shop/profile,      true,  The session logged in first
			shop/profile,      true,  The login was still valid
			shop/expire,       true,  The shop has ended the login
			shop/burst,        true,  200 of 200 calls
			shop/redirect,     true,  which received none of it
			shop/forget,       true,  The session has forgotten 2 cookies
			shop/redirect,     true,  which received none of it
			shop/forget,       true,  The session has forgotten 1 cookie
			shop/profile,      true,  The session logged in first
			github/user,       true,  200 in 1 attempt
			search/comparison, true,  connections opened 200
			flaky/stock,       true,  200 in 3 attempts
			flaky/slow,        true,  200 in 1 attempt
			flaky/impatient,   false, TotalTimeoutException
			billing/invoices,  true,  200 in 1 attempt
			billing/redirect,  true,  which received none of it
			""")
	void buttonShowsItsOutcome(String action, boolean ok, String words) {
		press(action);
		awaitResult(action);
		assertThat(result(action)).contains(words).startsWith(ok ? "✓" : "✕");
		assertThat(browser.string("document.querySelector('#connection').textContent")).isEqualTo("Live");
	}

	@Test
	void burstShowsPoolAndWaitingCallers() {
		press("shop/burst");
		browser.await("Number(document.querySelector('#session-shop [data-of=pending]').textContent) > 0");
		assertThat(browser.text("#session-shop [data-of=leased]")).isEqualTo("8");
		assertThat(width("#session-shop .bar .leased")).isEqualTo("100%");
		assertThat(width("#session-shop .bar .waiting")).isNotEqualTo("0%");
		assertThat(browser.text("#summary")).matches("(?s)\\d+ callers of shop wait for a connection\\..*");
		awaitResult("shop/burst");
		browser.await("document.querySelector('#session-shop [data-of=leased]').textContent == '0'");
		assertThat(browser.text("#session-shop [data-of=available]")).isEqualTo("8");
		assertThat(width("#session-shop .bar .leased")).isEqualTo("0%");
	}

	@Test
	void chartsAreCompleteAfterReload() {
		press("github/user");
		awaitResult("github/user");
		browser.await(points("#session-github .plot .p99") + " > 0");
		browser.open(url);
		browser.await(ALL_CARDS);
		assertThat(browser.number(points("#session-github .plot .calls"))).isGreaterThan(3);
		assertThat(browser.number(points("#session-github .plot .p99"))).isPositive();
		assertThat(browser.text("#session-github [data-plot=calls]")).isEmpty();
		assertThat(browser.string("document.querySelector('#session-github [data-plot=calls]').ariaLabel"))
			.startsWith("Calls per second over the last two minutes");
	}

	@Test
	void foreignOriginShowsNoCredentials() {
		press("shop/profile");
		awaitResult("shop/profile");
		press("shop/redirect");
		awaitResult("shop/redirect");
		assertThat(browser.text("#session-shop table")).contains("Cookie ✓ not received",
				"Authorization ✓ not received", "User-Agent shop");
		press("billing/redirect");
		awaitResult("billing/redirect");
		assertThat(browser.text("#session-billing table")).contains("Authorization ✓ not received",
				"User-Agent billing");
		assertThat(result("billing/redirect")).contains("Authorization came to the session's own origin");
	}

	@Test
	void tokenRetriesCookiesAndFailuresAreShown() {
		for (String action : List.of("billing/invoices", "flaky/impatient", "shop/profile")) {
			press(action);
			awaitResult(action);
		}
		browser.await("document.querySelector('#session-billing [data-fact=credentials]').textContent"
				+ ".match(/OAuth 2.0, token expires in \\d+ s/)");
		browser.await("document.querySelector('#session-flaky [data-fact=failure]').textContent"
				+ ".match(/total time, GET .slow, \\d+ s ago/)");
		assertThat(browser.text("#session-flaky [data-fact=retries]")).matches("\\d+ because of 503");
		assertThat(browser.text("#session-shop [data-fact=cookies]")).contains("SHOPSESSION");
		String page = browser.string("document.documentElement.textContent");
		Map<String, String> secrets = application.getBean("shop", Session.class)
			.cookies()
			.list()
			.stream()
			.collect(Collectors.toMap(Cookie::name, Cookie::value));
		assertThat(page).doesNotContain(secrets.get("SHOPSESSION"), "sample-token", "sample-key", "sample-secret",
				"lovelace");
	}

	@Test
	void endedLoginIsRepeatedAndPageShowsWhen() {
		press("shop/profile");
		awaitResult("shop/profile");
		browser.await(LOGIN + ".match(/^logged in by itself \\d+ .+ ago, .+ so far$/)");
		long logins = browser.number(LOGINS);
		press("shop/expire");
		awaitResult("shop/expire");
		assertThat(result("shop/expire")).contains("The session does not know");
		press("shop/profile");
		browser.await(LOGINS + " == arguments[0]", logins + 1);
		browser.await(LOGIN + ".match(/^logged in by itself \\d s ago, \\d+ times so far$/)");
		awaitResult("shop/profile");
		assertThat(result("shop/profile")).startsWith("✓200 in 1 attempt")
			.contains("The session logged in first", "Ada Lovelace");
		assertThat(browser.text("#session-shop [data-fact=failure]")).isEqualTo("none");
	}

	@Test
	void oneLoginServesEveryCallerOfBurst() {
		press("shop/profile");
		awaitResult("shop/profile");
		browser.await(LOGIN + ".match(/so far$/)");
		long logins = browser.number(LOGINS);
		press("shop/expire");
		awaitResult("shop/expire");
		press("shop/burst");
		awaitResult("shop/burst");
		assertThat(result("shop/burst")).contains("200 of 200 calls by 40 callers succeeded").endsWith("Logins: 1.");
		browser.await(LOGINS + " > arguments[0]", logins);
		assertThat(browser.number(LOGINS)).isEqualTo(logins + 1);
	}

	@Test
	void everyButtonWorksByKeyboard() {
		browser.value("document.querySelector('#session-shop').scrollIntoView()");
		WebElement focused = tabTo("shop/profile");
		assertThat(focused.getCssValue("outline-style")).isEqualTo("solid");
		assertThat(focused.getCssValue("outline-width")).isEqualTo("3px");
		focused.sendKeys(Keys.ENTER);
		awaitResult("shop/profile");
		assertThat(browser.focused()).as("the focus stays").isEqualTo(focused);
		assertThat(browser.string("document.activeElement.closest('li').querySelector('.result').role"))
			.isEqualTo("status");
		focused.sendKeys(Keys.SPACE);
		browser.await("document.activeElement.ariaDisabled != 'true'");
		awaitResult("shop/profile");
	}

	@Test
	void nothingIsWiderThanPhone() throws IOException {
		browser.resize(360, 740);
		for (String action : List.of("shop/profile", "shop/redirect", "search/comparison", "flaky/impatient")) {
			press(action);
			awaitResult(action);
		}
		assertThat(browser.number("document.documentElement.scrollWidth")).isLessThanOrEqualTo(360);
		List<String> cut = browser.strings("[...document.querySelectorAll('main *, header *')]"
				+ ".filter((element) => element.getBoundingClientRect().right > 360"
				+ " || element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0"
				+ " && !element.matches('.unseen, .bar, svg, svg *')).map((element) => element.outerHTML)");
		assertThat(cut).isEmpty();
		browser.screenshot("phone");
	}

	@ParameterizedTest
	@CsvSource({ "light", "dark" })
	void textIsReadableInBothThemes(String theme) throws IOException {
		browser.prefer("prefers-color-scheme", theme);
		for (String action : List.of("shop/profile", "search/comparison", "billing/redirect", "flaky/impatient")) {
			press(action);
			awaitResult(action);
		}
		press("shop/burst");
		browser.await("Number(document.querySelector('#session-shop [data-of=pending]').textContent) > 0");
		browser.await("document.querySelector('#session-shop .bar .leased').offsetWidth"
				+ " == document.querySelector('#session-shop .bar').offsetWidth");
		browser.screenshot(theme);
		String card = "getComputedStyle(document.querySelector('.card')).backgroundColor";
		assertThat(luminance(browser.string(card)))
			.satisfies((light) -> assertThat(light > 0.5).isEqualTo("light".equals(theme)));
		for (String selector : List.of("h2", ".url", "h3", ".scale", ".facts dt", ".facts dd", "button", ".hint",
				".counts dt", ".alarm dd", "th", "[data-ok=false]")) {
			String color = browser.string("getComputedStyle(document.querySelector('.card ' + arguments[0])).color",
					selector);
			assertThat(contrast(browser.string(card), color)).as("%s on %s", color, selector)
				.isGreaterThanOrEqualTo(4.5);
		}
		awaitResult("shop/burst");
	}

	@Test
	void nothingMovesWithReducedMotion() {
		String duration = "getComputedStyle(document.querySelector('.bar i')).transitionDuration";
		assertThat(browser.string(duration)).isEqualTo("0.35s");
		browser.prefer("prefers-reduced-motion", "reduce");
		assertThat(browser.string(duration)).isEqualTo("0s");
	}

	@Test
	void noRequestLeavesThePagesOrigin() {
		List<String> unused = browser.network();
		browser.open(url);
		browser.await(ALL_CARDS);
		press("github/user");
		awaitResult("github/user");
		List<String> requests = browser.network()
			.stream()
			.filter((event) -> event.contains("Network.requestWillBeSent\""))
			.map((event) -> JsonPath.<String>read(event, "$.message.params.request.url"))
			.filter((request) -> !request.startsWith("data:"))
			.toList();
		assertThat(requests).hasSizeGreaterThanOrEqualTo(3).allMatch((request) -> request.startsWith(url));
	}

	private static void press(String action) {
		browser.await("document.querySelector(`[data-action='${arguments[0]}']`).ariaDisabled != 'true'", action);
		browser.value("document.querySelector(`[data-action='${arguments[0]}']`).click()", action);
	}

	private static void awaitResult(String action) {
		browser.await("document.querySelector(`[data-action='${arguments[0]}']`).closest('li')"
				+ ".querySelector('.result').dataset.ok", action);
	}

	private static String result(String action) {
		return browser.string("document.querySelector(`[data-action='${arguments[0]}']`).closest('li')"
				+ ".querySelector('.result').textContent", action);
	}

	private static WebElement tabTo(String action) {
		for (int i = 0; i < 30; i++) {
			browser.focused().sendKeys(Keys.TAB);
			if (action.equals(browser.focused().getDomAttribute("data-action"))) {
				return browser.focused();
			}
		}
		throw new AssertionError("Not reached by Tab: " + action);
	}

	private static String width(String selector) {
		return browser.string("document.querySelector(arguments[0]).style.width", selector);
	}

	/**
	 * The number of points in a line of the charts, as JavaScript.
	 */
	private static String points(String selector) {
		return "(document.querySelector('" + selector + "').getAttribute('d') ?? '').split(/[ML]/).length - 1";
	}

	/**
	 * WCAG 2.2, contrast ratio.
	 */
	private static double contrast(String one, String other) {
		double a = luminance(one);
		double b = luminance(other);
		return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
	}

	/**
	 * WCAG 2.2, relative luminance of a color as {@code rgb(r, g, b)}.
	 */
	private static double luminance(String color) {
		String[] parts = color.replaceAll("[^0-9,]", "").split(",", -1);
		double[] weights = { 0.2126, 0.7152, 0.0722 };
		return IntStream.range(0, 3).mapToDouble((i) -> {
			double part = Integer.parseInt(parts[i]) / 255.0;
			return weights[i] * ((part <= 0.04045) ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
		}).sum();
	}

}
