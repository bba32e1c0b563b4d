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

package dev.sessions;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.sessions.settings.BulkheadSettings;
import dev.sessions.settings.RateLimitSettings;
import dev.sessions.settings.ResilienceSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the settings that cause a warning when a session is built.
 */
class SettingsLintTests {

	private final Logger logger = (Logger) LoggerFactory.getLogger("dev.sessions");

	private final ListAppender<ILoggingEvent> events = new ListAppender<>();

	@BeforeEach
	void listen() {
		this.events.start();
		this.logger.addAppender(this.events);
	}

	@AfterEach
	void stopListening() {
		this.logger.detachAppender(this.events);
	}

	static Stream<Arguments> contradictions() {
		return Stream.of(
				contradiction("timeout.lease (70000 ms) is longer than timeout.total (60000 ms)",
						(builder) -> builder.timeout((timeout) -> timeout.withLease(seconds(70)))),
				contradiction("timeout.connect (70000 ms) is longer than timeout.total (60000 ms)",
						(builder) -> builder.timeout((timeout) -> timeout.withConnect(seconds(70)))),
				contradiction("timeout.read (10000 ms) is longer than timeout.total (5000 ms)",
						(builder) -> builder.timeout((timeout) -> timeout.withTotal(seconds(5)))),
				contradiction("rate-limit.max-wait (70000 ms) is longer than timeout.total (60000 ms)",
						(builder) -> builder.resilience((resilience) -> resilience
							.withRateLimit(RateLimitSettings.defaults().withMaxWait(seconds(70))))),
				contradiction("bulkhead.max-wait (70000 ms) is longer than timeout.total (60000 ms)",
						(builder) -> builder
							.resilience((resilience) -> resilience.withBulkhead(new BulkheadSettings(5, seconds(70))))),
				contradiction("retry.max-attempts (3) attempts of timeout.read (30000 ms)",
						(builder) -> builder.timeout((timeout) -> timeout.withRead(seconds(30)))),
				contradiction("retry.methods has PATCH and POST",
						(builder) -> builder.retry((retry) -> retry.withMethods(Set.of("GET", "POST", "PATCH")))),
				contradiction("auth sends credentials (basic) to http://api.example.org",
						(builder) -> builder.baseUrl("http://api.example.org/x")
							.auth(Credentials.basic("me", "s3cret"))),
				contradiction("auth sends credentials (bearer) to http://other.example.org",
						(builder) -> builder.baseUrl("https://api.example.org")
							.allowedOrigins("http://other.example.org")
							.auth(Credentials.bearer("s3cret"))),
				contradiction("auth sends credentials (bearer) to http://api.localhost",
						(builder) -> builder.baseUrl("http://api.localhost").auth(Credentials.bearer("s3cret"))),
				contradiction("The mount /reports of the session 'test': timeout.read (70000 ms) is longer",
						(builder) -> builder.mount("/reports",
								(mount) -> mount.timeout((timeout) -> timeout.withRead(seconds(70))))),
				contradiction("ssl.verify is false", (builder) -> builder.ssl((ssl) -> ssl.withVerify(false))));
	}

	static Stream<Arguments> harmless() {
		return Stream.of(Arguments.of((Consumer<SessionBuilder>) (builder) -> {
		}), fine((builder) -> builder.baseUrl("http://api.example.org")),
				fine((builder) -> builder.baseUrl("http://127.0.0.1:8080").auth(Credentials.basic("me", "s3cret"))),
				fine((builder) -> builder.baseUrl("http://[::1]").auth(Credentials.basic("me", "s3cret"))),
				fine((builder) -> builder.baseUrl("http://localhost").auth(Credentials.bearer("s3cret"))),
				fine((builder) -> builder.baseUrl("https://api.example.org").auth(Credentials.bearer("s3cret"))),
				fine((builder) -> builder.baseUrl("http://api.example.org").auth(Credentials.digest("me", "s3cret"))),
				fine((builder) -> builder.retry((retry) -> retry.withMethods(Set.of("POST")).withMaxAttempts(1))),
				fine((builder) -> builder.retry((retry) -> retry.withMaxAttempts(6))),
				fine((builder) -> builder.resilience((resilience) -> ResilienceSettings.defaults()
					.withRateLimit(RateLimitSettings.defaults())
					.withBulkhead(BulkheadSettings.defaults()))),
				fine((builder) -> builder.timeout((timeout) -> timeout.withLease(seconds(60)))));
	}

	@ParameterizedTest
	@MethodSource("contradictions")
	void causesOneWarning(String warning, Consumer<SessionBuilder> settings) {
		assertThat(build(settings)).singleElement().asString().contains(warning, "test").doesNotContain("s3cret");
		assertThat(this.events.list).allMatch((event) -> event.getLevel() == Level.WARN);
	}

	@ParameterizedTest
	@MethodSource("harmless")
	void causesNoWarning(Consumer<SessionBuilder> settings) {
		assertThat(build(settings)).isEmpty();
	}

	@Test
	void credentialsWithoutOriginCauseWarning() {
		assertThat(warnings(Session.builder("test").auth(Credentials.bearer("s3cret")))).singleElement()
			.asString()
			.contains("'test'", "auth is never sent", "set base-url or auth.allowed-origins")
			.doesNotContain("s3cret");
	}

	@Test
	void credentialsWithAllowedOriginsCauseNoWarning() {
		assertThat(warnings(
				Session.builder("test").allowedOrigins("https://api.example.org").auth(Credentials.bearer("s3cret"))))
			.isEmpty();
	}

	@Test
	void inheritedSettingCausesOneWarning() {
		assertThat(build((builder) -> builder.timeout((timeout) -> timeout.withLease(seconds(70)))
			.mount("/reports", (mount) -> mount.pool((pool) -> pool.withMaxConnections(5))))).hasSize(1);
	}

	private List<String> build(Consumer<SessionBuilder> settings) {
		SessionBuilder builder = Session.builder("test").baseUrl("https://api.example.org");
		settings.accept(builder);
		return warnings(builder);
	}

	private List<String> warnings(SessionBuilder builder) {
		builder.build().close();
		return this.events.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
	}

	private static Arguments contradiction(String warning, Consumer<SessionBuilder> settings) {
		return Arguments.of(warning, settings);
	}

	private static Arguments fine(Consumer<SessionBuilder> settings) {
		return Arguments.of(settings);
	}

	private static Duration seconds(int seconds) {
		return Duration.ofSeconds(seconds);
	}

}
