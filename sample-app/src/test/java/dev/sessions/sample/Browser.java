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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;

import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.FluentWait;

import org.springframework.util.FileSystemUtils;

/**
 * A headless Chromium as packaged by Debian. If it is not installed, the test is skipped
 * with a message; with {@code CI=true} in the environment it fails.
 */
final class Browser implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final Path SCREENSHOTS = Path.of("target", "screenshots");

	private final Path profile;

	private final ChromeDriver driver;

	Browser() throws IOException {
		Path chromium = Programs.require("chromium", "chromium");
		Path chromedriver = Programs.require("chromedriver", "chromium-driver");
		this.profile = Files.createTempDirectory("chromium");
		ChromeOptions options = new ChromeOptions();
		options.setBinary(chromium.toFile());
		options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
				"--disable-background-networking", "--disable-component-update", "--disable-sync",
				"--disable-dev-shm-usage", "--hide-scrollbars", "--user-data-dir=" + this.profile);
		LoggingPreferences logs = new LoggingPreferences();
		logs.enable(LogType.BROWSER, Level.ALL);
		logs.enable(LogType.PERFORMANCE, Level.ALL);
		options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
		// given the driver's path, Selenium neither searches for one nor downloads it
		ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(chromedriver.toFile())
			.build();
		this.driver = new ChromeDriver(service, options);
	}

	void open(String url) {
		this.driver.get(url);
	}

	void resize(int width, int height) {
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
	}

	void prefer(String feature, String value) {
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", feature, "value", value))));
	}

	/**
	 * Return the value of a JavaScript expression.
	 */
	Object value(String expression, Object... arguments) {
		return ((JavascriptExecutor) this.driver).executeScript("return " + expression, arguments);
	}

	String string(String expression, Object... arguments) {
		return String.valueOf(value(expression, arguments));
	}

	long number(String expression, Object... arguments) {
		return ((Number) value(expression, arguments)).longValue();
	}

	List<String> strings(String expression, Object... arguments) {
		return ((List<?>) value(expression, arguments)).stream().map(String::valueOf).toList();
	}

	/**
	 * Return the visible text of an element.
	 */
	String text(String selector) {
		return this.driver.findElement(By.cssSelector(selector)).getText();
	}

	WebElement focused() {
		return this.driver.switchTo().activeElement();
	}

	/**
	 * Wait until a JavaScript expression is true.
	 */
	void await(String condition, Object... arguments) {
		new FluentWait<>(this).withTimeout(PATIENCE)
			.pollingEvery(Duration.ofMillis(100))
			.withMessage(condition)
			.until((browser) -> Boolean.TRUE.equals(browser.value("Boolean(" + condition + ")", arguments)));
	}

	/**
	 * Return the errors on the console since the last call.
	 */
	List<String> errors() {
		return this.driver.manage()
			.logs()
			.get(LogType.BROWSER)
			.getAll()
			.stream()
			.filter((entry) -> entry.getLevel().intValue() >= Level.WARNING.intValue())
			.map(LogEntry::getMessage)
			.toList();
	}

	/**
	 * Return the network events since the last call, as JSON.
	 */
	List<String> network() {
		return this.driver.manage()
			.logs()
			.get(LogType.PERFORMANCE)
			.getAll()
			.stream()
			.map(LogEntry::getMessage)
			.toList();
	}

	void screenshot(String name) throws IOException {
		Files.createDirectories(SCREENSHOTS);
		Files.write(SCREENSHOTS.resolve(name + ".png"), this.driver.getScreenshotAs(OutputType.BYTES));
	}

	@Override
	public void close() throws IOException {
		this.driver.quit();
		FileSystemUtils.deleteRecursively(this.profile);
	}

}
