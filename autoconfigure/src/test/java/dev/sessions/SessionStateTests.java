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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.sessions.testsupport.BackgroundCalls;
import dev.sessions.testsupport.CredentialKind;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.core5.pool.ConnPoolControl;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.http.HttpHeaders;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of the state of a session, and of the state that its forks share.
 */
class SessionStateTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final Session session = Session.builder("test")
		.baseUrl(this.server.url())
		.header("X-Client", "test")
		.param("lang", "en")
		.auth(CredentialKind.BASIC.credentials())
		.build();

	@BeforeEach
	void answer() {
		this.server.otherwise(Reply.ok("ok"));
	}

	@Test
	void hasItsName() {
		assertThat(this.session.name()).isEqualTo("test");
		assertThat(this.session.fork().name()).isEqualTo("test");
	}

	@Test
	void headersIsAReadOnlySnapshot() {
		assertThat(this.session.headers().getFirst("X-Client")).isEqualTo("test");
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> this.session.headers().set("X-Client", "other"));
	}

	@Test
	void headersCanBeChanged() {
		this.session.headers((headers) -> {
			headers.add("X-Client", "two");
			headers.set("X-More", "3");
		});
		this.session.get("/x");
		this.session.headers((headers) -> headers.remove("X-Client"));
		this.session.get("/y");
		assertThat(this.server.request("/x").headers("X-Client")).containsExactly("test", "two");
		assertThat(this.server.request("/y").hasHeader("X-Client")).isFalse();
		assertThat(this.server.request("/y").header("X-More")).isEqualTo("3");
	}

	@Test
	void failedChangeOfHeadersChangesNothing() {
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> this.session.headers((headers) -> {
			headers.clear();
			throw new IllegalStateException("mine");
		}));
		assertThat(this.session.headers().getFirst("X-Client")).isEqualTo("test");
	}

	@Test
	void concurrentChangesOfHeadersAreNotLost() throws Exception {
		try (BackgroundCalls calls = new BackgroundCalls()) {
			List<Future<?>> done = new ArrayList<>();
			for (int thread = 0; thread < 4; thread++) {
				done.add(calls.start(() -> {
					for (int i = 0; i < 250; i++) {
						this.session.headers(SessionStateTests::count);
					}
					return null;
				}));
			}
			for (Future<?> future : done) {
				future.get();
			}
		}
		assertThat(this.session.headers().getFirst("X-Count")).isEqualTo("1000");
	}

	@Test
	void requestSeesAllOfChangeOrNothing() throws Exception {
		AtomicBoolean stop = new AtomicBoolean();
		try (BackgroundCalls calls = new BackgroundCalls()) {
			Future<?> changing = calls.start(() -> {
				for (int i = 0; !stop.get() && !Thread.currentThread().isInterrupted(); i++) {
					String value = "" + i;
					this.session.headers((headers) -> {
						headers.set("X-First", value);
						headers.set("X-Second", value);
					});
				}
				return null;
			});
			for (int i = 0; i < 200; i++) {
				this.session.get("/x");
			}
			stop.set(true);
			changing.get();
		}
		assertThat(this.server.requests())
			.allMatch((request) -> request.headers("X-First").equals(request.headers("X-Second")));
	}

	@Test
	void authIsReplaced() {
		this.session.get("/1");
		this.session.auth(CredentialKind.BEARER.credentials());
		this.session.get("/2");
		this.session.auth(null);
		this.session.get("/3");
		assertThat(this.server.request("/1")).matches(CredentialKind.BASIC::isIn);
		assertThat(this.server.request("/2")).matches(CredentialKind.BEARER::isIn)
			.matches(CredentialKind.BASIC::isAbsentFrom);
		assertThat(this.server.request("/3")).matches(CredentialKind.BEARER::isAbsentFrom)
			.matches(CredentialKind.BASIC::isAbsentFrom);
	}

	@Test
	void forkStartsWithTheCurrentState() {
		this.session.headers((headers) -> headers.set("X-Late", "1"));
		this.session.auth(CredentialKind.BEARER.credentials());
		this.session.cookies().set("sid", "1");
		this.session.fork().get("/x");
		assertThat(this.server.request()).matches(CredentialKind.BEARER::isIn);
		assertThat(this.server.request().header("X-Late")).isEqualTo("1");
		assertThat(this.server.request().header("X-Client")).isEqualTo("test");
		assertThat(this.server.request().header("Cookie")).isEqualTo("sid=1");
		assertThat(this.server.request().target()).isEqualTo("/x?lang=en");
	}

	@Test
	void forkIsIndependentAfterwards() {
		Session fork = this.session.fork();
		fork.headers((headers) -> headers.set("X-Client", "fork"));
		fork.auth(CredentialKind.BEARER.credentials());
		this.session.headers((headers) -> headers.set("X-Late", "1"));
		this.session.get("/session");
		fork.get("/fork");
		assertThat(this.server.request("/session")).matches(CredentialKind.BASIC::isIn);
		assertThat(this.server.request("/session").header("X-Client")).isEqualTo("test");
		assertThat(this.server.request("/fork")).matches(CredentialKind.BEARER::isIn);
		assertThat(this.server.request("/fork").header("X-Client")).isEqualTo("fork");
		assertThat(this.server.request("/fork").hasHeader("X-Late")).isFalse();
	}

	@Test
	void forkSharesConnections() {
		Session fork = this.session.fork();
		this.session.get("/x");
		fork.get("/x");
		fork.fork().get("/x");
		assertThat(this.server.accepted()).isEqualTo(1);
		assertThat(fork.pool()).isEqualTo(this.session.pool());
	}

	@Test
	void forkWithChanges() {
		Session fork = this.session.fork((changes) -> changes.baseUrl(this.server.localhost("/v2"))
			.header("X-Client", "fork")
			.param("lang", "de")
			.auth(CredentialKind.BEARER.credentials()));
		fork.get("/x");
		assertThat(this.server.request().target()).isEqualTo("/v2/x?lang=de");
		assertThat(this.server.request().header("Host")).startsWith("localhost:");
		assertThat(this.server.request().header("X-Client")).isEqualTo("fork");
		assertThat(this.server.request()).matches(CredentialKind.BEARER::isIn);
	}

	@Test
	void forkOfAnotherBaseUrlDoesNotSendTheSessionsCookiesThere() {
		this.session.cookies().set("sid", "1");
		this.session.fork((changes) -> changes.baseUrl(this.server.localhost(""))).get("/x");
		assertThat(this.server.request().hasHeader("Cookie")).isFalse();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("sharedSettings")
	void forkCannotChangeSharedState(String name, Consumer<SessionBuilder> changes) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.session.fork(changes));
	}

	@Test
	void restClientOfForkUsesTheFork() {
		Session fork = this.session.fork();
		fork.auth(CredentialKind.BEARER.credentials());
		fork.restClient().get().uri("/x").retrieve().toBodilessEntity();
		assertThat(this.server.request()).matches(CredentialKind.BEARER::isIn);
	}

	@Test
	void restClientIsCreatedOnce() {
		assertThat(this.session.restClient()).isSameAs(this.session.restClient());
	}

	@Test
	void unwrapsDocumentedTypes() {
		assertThat(this.session.unwrap(HttpClient.class)).isNotNull();
		assertThat(this.session.unwrap(ConnPoolControl.class).getMaxTotal()).isEqualTo(50);
		assertThat(this.session.unwrap(ClientHttpRequestFactory.class)).isNotNull();
		assertThatIllegalArgumentException().isThrownBy(() -> this.session.unwrap(String.class))
			.withMessageContaining("String");
	}

	@Test
	void opensNoConnectionBeforeTheFirstCall() {
		this.session.fork().headers((headers) -> headers.set("X-More", "1"));
		assertThat(this.session.pool()).isEqualTo(new PoolStats(0, 0, 0, 50));
		assertThat(this.server.accepted()).isZero();
	}

	@Test
	void reportsItsPool() {
		this.session.get("/x");
		assertThat(this.session.pool()).isEqualTo(new PoolStats(0, 1, 0, 50));
	}

	@Test
	void showsNoSecretAsText() {
		this.session.cookies().set("sid", "s3cret-cookie");
		assertThat(this.session.toString() + this.session.cookies().list() + CredentialKind.BASIC.credentials())
			.contains("test")
			.doesNotContain("s3cret");
	}

	private static void count(HttpHeaders headers) {
		String count = headers.getFirst("X-Count");
		headers.set("X-Count", String.valueOf((count != null) ? Integer.parseInt(count) + 1 : 1));
	}

	static Stream<Arguments> sharedSettings() {
		return Stream.of(changes("pool", (builder) -> builder.pool((pool) -> pool.withMaxConnections(1))),
				changes("timeout", (builder) -> builder.timeout((timeout) -> timeout.withRead(Duration.ofDays(1)))),
				changes("retry", (builder) -> builder.retry((retry) -> retry.withMaxAttempts(9))),
				changes("redirects", (builder) -> builder.redirects((redirects) -> redirects.withMax(9))),
				changes("limits",
						(builder) -> builder.limits((limits) -> limits.withMaxResponseSize(DataSize.ofBytes(9)))),
				changes("forks", (builder) -> builder.forks((forks) -> forks.withMaxCount(9))),
				changes("compression", (builder) -> builder.compression(false)),
				changes("cookies", (builder) -> builder.cookies((cookies) -> cookies.withEnabled(false))),
				changes("HttpClient", (builder) -> builder.httpClient((client) -> {
				})));
	}

	private static Arguments changes(String name, Consumer<SessionBuilder> changes) {
		return Arguments.of(name, changes);
	}

}
