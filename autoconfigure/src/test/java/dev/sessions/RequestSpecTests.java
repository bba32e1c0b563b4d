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
import java.util.function.Consumer;

import dev.sessions.testsupport.CredentialKind;
import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.ReceivedRequest;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.Stopwatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link RequestSpec}.
 */
class RequestSpecTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final Session session = Session.builder("test")
		.baseUrl(this.server.url())
		.auth(CredentialKind.BASIC.credentials())
		.retry((retry) -> retry.withBackoff(retry.backoff().withDelay(Duration.ZERO)))
		.build();

	@Test
	void headers() {
		ReceivedRequest request = get((spec) -> spec.header("X-Two", "1", "2")
			.headers((headers) -> headers.add("X-Two", "3"))
			.header("X-One", "a")
			.header("X-One", "b"));
		assertThat(request.headers("X-Two")).containsExactly("1", "2", "3");
		assertThat(request.headers("X-One")).containsExactly("b");
	}

	@Test
	void accept() {
		ReceivedRequest request = get((spec) -> spec.accept(MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN));
		assertThat(request.header("Accept")).isEqualToIgnoringWhitespace("application/json,text/plain");
	}

	@Test
	void params() {
		ReceivedRequest request = get(
				(spec) -> spec.param("q", "a b", 2).param("q", true).param("none").param("empty", ""));
		assertThat(request.target()).isEqualTo("/x?q=a%20b&q=2&q=true&empty=");
	}

	@Test
	void paramWithoutValueOmitsTheDefault() {
		try (Session defaults = Session.builder("test")
			.baseUrl(this.server.url())
			.param("lang", "en")
			.param("size", "20")
			.build()) {
			this.server.otherwise(Reply.ok(""));
			defaults.get("/x", (spec) -> spec.param("lang").param("other"));
			defaults.get("/x", (spec) -> spec.param("lang").param("lang", "de"));
		}
		assertThat(this.server.requests()).extracting(ReceivedRequest::target)
			.containsExactly("/x?size=20", "/x?size=20&lang=de");
	}

	@Test
	void headerWithoutValueOmitsTheDefault() {
		this.server.on("/from", Reply.redirect(302, "/to"));
		this.server.otherwise(Reply.ok(""));
		try (Session defaults = Session.builder("test")
			.baseUrl(this.server.url())
			.header("X-Team", "a")
			.header("X-Tenant", "b")
			.build()) {
			defaults.get("/from", (spec) -> spec.header("x-team").header("X-Other"));
			defaults.restClient()
				.get()
				.uri("/x")
				.headers((headers) -> headers.put("X-Team", List.of()))
				.retrieve()
				.toBodilessEntity();
			defaults.get("/x");
		}
		assertThat(this.server.requests()).hasSize(4).allMatch((request) -> !request.hasHeader("X-Other"));
		assertThat(this.server.requests()).extracting((request) -> request.hasHeader("X-Team"))
			.containsExactly(false, false, false, true);
		assertThat(this.server.requests()).allMatch((request) -> request.hasHeader("X-Tenant"));
	}

	@Test
	void cookieAppliesToThisRequestOnly() {
		assertThat(get((spec) -> spec.cookie("own", "1").cookie("more", "2")).header("Cookie")).contains("own=1")
			.contains("more=2");
		assertThat(this.session.cookies().list()).isEmpty();
		assertThat(get((spec) -> {
		}).hasHeader("Cookie")).isFalse();
	}

	@Test
	void cookieHidesThatOfTheJar() {
		this.session.cookies().set("sid", "jar");
		this.session.cookies().set("theme", "dark");
		String cookies = String.join("; ", get((spec) -> spec.cookie("sid", "own")).headers("Cookie"));
		assertThat(cookies.split("; ")).containsExactlyInAnyOrder("sid=own", "theme=dark");
		assertThat(get((spec) -> {
		}).header("Cookie")).contains("sid=jar", "theme=dark");
	}

	@Test
	void cookiesAreOneHeader() {
		this.session.cookies().set("a", "1");
		assertThat(get((spec) -> spec.cookie("b", "2").cookie("c", "3")).headers("Cookie")).hasSize(1);
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "LOGIN")
	void authReplacesTheSessions(CredentialKind kind) {
		ReceivedRequest request = get((spec) -> spec.auth(kind.credentials(this.server.url())));
		assertThat(request).matches(kind::isIn, "carries " + kind);
		if (kind != CredentialKind.BASIC) {
			assertThat(request).matches(CredentialKind.BASIC::isAbsentFrom);
		}
		assertThat(get((spec) -> {
		})).matches(CredentialKind.BASIC::isIn);
	}

	@Test
	void nullAuthSendsNone() {
		assertThat(get((spec) -> spec.auth(null))).matches(CredentialKind.BASIC::isAbsentFrom);
	}

	@Test
	void keyInTheQueryIsAddedToTheOthers() {
		ReceivedRequest request = get((spec) -> spec.auth(Credentials.apiKeyQuery("a&b", "c=d e")).param("q", "1"));
		assertThat(request.target()).isEqualTo("/x?q=1&a%26b=c%3Dd%20e");
	}

	@Test
	void timeout() {
		this.server.otherwise(Faults.silence());
		Stopwatch stopwatch = Stopwatch.start();
		assertThatExceptionOfType(TotalTimeoutException.class)
			.isThrownBy(() -> this.session.get("/x", (spec) -> spec.timeout(Duration.ofMillis(150))));
		assertThat(stopwatch.elapsed()).isLessThan(Duration.ofMillis(1500));
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, -1 })
	void timeoutIsPositive(long millis) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.session.get("/x", (spec) -> spec.timeout(Duration.ofMillis(millis))));
		assertThat(this.server.accepted()).isZero();
	}

	@Test
	void followRedirects() {
		this.server.otherwise(Reply.redirect(302, "/y"));
		assertThat(this.session.get("/x", (spec) -> spec.followRedirects(false)).status().value()).isEqualTo(302);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 5 })
	void maxAttempts(int attempts) {
		this.server.otherwise(Reply.status(503));
		assertThat(this.session.get("/x", (spec) -> spec.maxAttempts(attempts)).attempts()).isEqualTo(attempts);
		assertThat(this.server.requests()).hasSize(attempts);
	}

	@Test
	void maxAttemptsIsAtLeastOne() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.session.get("/x", (spec) -> spec.maxAttempts(0)));
	}

	@Test
	void maxAttemptsMakesNoPostRepeatable() {
		this.server.otherwise(Reply.status(503));
		assertThat(this.session.post("/x", (spec) -> spec.maxAttempts(5)).attempts()).isEqualTo(1);
	}

	@Test
	void idempotent() {
		this.server.otherwise(Reply.status(503), Reply.ok("second"));
		assertThat(this.session.post("/x", (spec) -> spec.idempotent(true)).text()).isEqualTo("second");
	}

	@Test
	void failureOfTheDescriptionIsThrownUnchanged() {
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> this.session.get("/x", (spec) -> {
			throw new IllegalStateException("mine");
		})).withMessage("mine");
		assertThat(this.server.accepted()).isZero();
	}

	private ReceivedRequest get(Consumer<RequestSpec> request) {
		this.server.otherwise(Reply.ok("ok"));
		this.session.get("/x", request);
		return this.server.requests().get(this.server.requests().size() - 1);
	}

}
