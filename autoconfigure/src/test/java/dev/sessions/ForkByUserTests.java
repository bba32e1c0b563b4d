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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.sessions.testsupport.BackgroundCalls;
import dev.sessions.testsupport.CredentialKind;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.Gate;
import dev.sessions.testsupport.ReceivedRequest;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.ThreadKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of a session whose calls use the fork of the current user.
 */
class ForkByUserTests {

	private static final ThreadLocal<@Nullable String> USER = new ThreadLocal<>();

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start()
		.on("/login/ann", Reply.ok("").cookie("sid=ann; Path=/"))
		.on("/login/ben", Reply.ok("").cookie("sid=ben; Path=/"))
		.otherwise(Reply.ok("ok"));

	@AutoClose
	private final BackgroundCalls calls = new BackgroundCalls();

	@AutoClose
	private final Session session = session(USER::get);

	@TempDir
	private Path folder;

	@AfterEach
	void forgetUser() {
		USER.remove();
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 19: two concurrent users of one session never see each other's cookies, at any face")
	void concurrentUsersAreSeparate(Face face) throws Exception {
		CyclicBarrier start = new CyclicBarrier(2);
		List<Future<?>> done = new ArrayList<>();
		for (String user : List.of("ann", "ben")) {
			done.add(this.calls.start(() -> as(user, () -> {
				start.await(10, TimeUnit.SECONDS);
				face.get(this.session, this.server.url("/login/" + user));
				for (int i = 0; i < 50; i++) {
					face.get(this.session, this.server.url("/of/" + user));
				}
				return null;
			})));
		}
		for (Future<?> user : done) {
			user.get(30, TimeUnit.SECONDS);
		}
		for (String user : List.of("ann", "ben")) {
			assertThat(this.server.requests("/of/" + user)).hasSize(50)
				.allMatch((request) -> request.headers("Cookie").equals(List.of("sid=" + user)));
		}
		face.get(this.session, this.server.url("/of/nobody"));
		assertThat(this.server.request("/of/nobody").hasHeader("Cookie")).isFalse();
	}

	@Test
	void requestMayNameTheUserWithAnyCredentials() throws Exception {
		try (Session named = session(new NamedUser())) {
			named.get("/login/ann", (request) -> request.principal("ann"));
			as("ben", () -> named.get("/of/ann", (request) -> request.principal("ann")));
			named.get("/of/ann", (request) -> request.principal("ann").auth(null));
			named.stream(HttpMethod.GET, "/of/ann", (request) -> request.principal("ann"), (body) -> body.status());
		}
		assertThat(this.server.requests("/of/ann")).hasSize(3)
			.allMatch((request) -> request.headers("Cookie").equals(List.of("sid=ann")));
	}

	@ParameterizedTest
	@EnumSource
	void headersAndCredentialsAreThoseOfTheUser(Face face) throws Exception {
		as("ann", () -> {
			this.session.headers((headers) -> headers.set("X-Client", "ann"));
			this.session.auth(CredentialKind.BEARER.credentials());
			return null;
		});
		as("ann", () -> face.get(this.session, this.server.url("/ann")));
		as("ben", () -> face.get(this.session, this.server.url("/ben")));
		face.get(this.session, this.server.url("/nobody"));
		assertThat(this.server.request("/ann").headers("X-Client")).containsExactly("ann");
		assertThat(this.server.request("/ann")).matches(CredentialKind.BEARER::isIn);
		for (String path : List.of("/ben", "/nobody")) {
			assertThat(this.server.request(path).headers("X-Client")).containsExactly("test");
			assertThat(this.server.request(path)).matches(CredentialKind.BASIC::isIn);
		}
	}

	@Test
	void stateOfTheSessionIsThatOfTheUser() throws Exception {
		this.session.cookies().set("lang", "en");
		as("ann", () -> {
			this.session.cookies().set("sid", "ann");
			this.session.headers((headers) -> headers.set("X-Client", "ann"));
			return null;
		});
		as("ann", () -> {
			assertThat(this.session.cookies().list()).extracting(Cookie::name).containsExactlyInAnyOrder("lang", "sid");
			assertThat(this.session.headers().getFirst("X-Client")).isEqualTo("ann");
			return null;
		});
		as("ben", () -> {
			assertThat(this.session.cookies().list()).extracting(Cookie::name).containsExactly("lang");
			assertThat(this.session.headers().getFirst("X-Client")).isEqualTo("test");
			return null;
		});
		assertThat(this.session.cookies().get("sid")).isNull();
		assertThat(this.session.headers().getFirst("X-Client")).isEqualTo("test");
	}

	@Test
	void streamsAndDownloadsAreThoseOfTheUser() throws Exception {
		login("ann");
		as("ann", () -> this.session.stream(HttpMethod.GET, "/stream", (request) -> {
		}, (response) -> new String(response.body().readAllBytes(), StandardCharsets.UTF_8)));
		as("ann", () -> this.session.download("/download", this.folder.resolve("file")));
		assertThat(this.server.request("/stream").header("Cookie")).isEqualTo("sid=ann");
		assertThat(this.server.request("/download").header("Cookie")).isEqualTo("sid=ann");
		assertThat(this.folder.resolve("file")).hasContent("ok");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ann", "" })
	void allPagesAreThoseOfTheFirstUser(String user) throws Exception {
		this.server.on("/pages", Reply.ok("1").header("Link", "</second>; rel=next"));
		login("ann");
		login("ben");
		Iterator<Response> pages = as(user.isEmpty() ? null : user, () -> this.session.pages("/pages").iterator());
		as("ben", () -> {
			pages.next();
			return pages.next();
		});
		for (String path : List.of("/pages", "/second")) {
			ReceivedRequest request = this.server.request(path);
			assertThat(request.headers("Cookie")).isEqualTo(user.isEmpty() ? List.of() : List.of("sid=" + user));
		}
	}

	@Test
	void forkOfTheUserIsTheKeyedFork() throws Exception {
		login("ann");
		assertThat(cookie(this.session.fork("ann"))).isEqualTo("sid=ann");
		as("ann", () -> {
			assertThat(cookie(this.session.fork())).isNull();
			assertThat(cookie(this.session.fork("ben"))).isNull();
			assertThat(cookie(this.session.fork("ann"))).isEqualTo("sid=ann");
			assertThat(cookie(this.session.fork((changes) -> changes.header("X-Fork", "1")))).isNull();
			this.session.forget("ann");
			assertThat(cookie(this.session)).isNull();
			return null;
		});
	}

	@ParameterizedTest
	@MethodSource("dev.sessions.testsupport.ThreadKind#available")
	void otherThreadWithoutUserUsesTheSession(ThreadKind threads) throws Exception {
		login("ann");
		USER.set("ann");
		assertThat(threads.call(() -> cookie(this.session))).isNull();
		assertThat(threads.call(() -> as("ann", () -> cookie(this.session)))).isEqualTo("sid=ann");
	}

	@Test
	void forkOfARunningCallIsKept() throws Exception {
		Gate gate = new Gate();
		this.server.on("/slow", gate.then(Reply.ok("slow")));
		try (Session narrow = builder(USER::get).forks((forks) -> forks.withMaxCount(1)).build()) {
			as("ann", () -> narrow.get("/login/ann"));
			Future<Response> running = this.calls.start(() -> as("ann", () -> narrow.get("/slow")));
			gate.awaitArrivals(1);
			as("ben", () -> narrow.get("/login/ben"));
			assertThat(as("ann", () -> cookie(narrow))).isEqualTo("sid=ann");
			gate.open();
			running.get(10, TimeUnit.SECONDS);
		}
	}

	@ParameterizedTest
	@EnumSource
	void failingResolverFailsTheCall(Face face) throws IOException {
		RuntimeException failure = new IllegalStateException("no tenant");
		try (Session failing = session(() -> {
			throw failure;
		})) {
			assertThatIllegalStateException().isThrownBy(() -> face.get(failing, this.server.url("/x")))
				.withMessageContaining("The session 'test'")
				.withMessageContaining("ForkKeyResolver")
				.withCause(failure);
			assertThatIllegalStateException().isThrownBy(failing::cookies).withCause(failure);
			assertThat(failing.pool().leased()).isZero();
			assertThat(failing.fork("ann").get("/fork").status().value()).isEqualTo(200);
		}
		assertThat(this.server.requests("/x")).isEmpty();
	}

	@Test
	void emptyKeyFailsTheCall() {
		try (Session failing = session(() -> " ")) {
			assertThatIllegalStateException().isThrownBy(() -> failing.get("/x"))
				.withCauseInstanceOf(IllegalArgumentException.class);
		}
		assertThat(this.server.requests()).isEmpty();
	}

	@Test
	void failingResolverLeavesNoFileBehind() throws IOException {
		try (Session failing = session(() -> {
			throw new IllegalStateException("no tenant");
		})) {
			assertThatIllegalStateException().isThrownBy(() -> failing.download("/x", this.folder.resolve("file")));
		}
		try (Stream<Path> files = Files.list(this.folder)) {
			assertThat(files).isEmpty();
		}
	}

	@Test
	void closedSessionClosesTheForksOfUsers() {
		USER.set("ann");
		this.session.get("/login/ann");
		this.session.close();
		assertThatExceptionOfType(SessionClosedException.class).isThrownBy(() -> this.session.get("/x"));
	}

	@Test
	void forkCannotChooseAnotherFork() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.session.fork((changes) -> changes.forkBy(USER::get)))
			.withMessageContaining("the choice of forks");
	}

	private Session session(ForkKeyResolver resolver) {
		return builder(resolver).build();
	}

	private SessionBuilder builder(ForkKeyResolver resolver) {
		return Session.builder("test")
			.baseUrl(this.server.url())
			.header("X-Client", "test")
			.auth(CredentialKind.BASIC.credentials())
			.timeout((timeout) -> timeout.withTotal(Duration.ofSeconds(30)))
			.forkBy(resolver);
	}

	private void login(String user) throws Exception {
		as(user, () -> this.session.get("/login/" + user));
	}

	private static <T> T as(@Nullable String user, Callable<T> task) throws Exception {
		String before = USER.get();
		USER.set(user);
		try {
			return task.call();
		}
		finally {
			USER.set(before);
		}
	}

	private @Nullable String cookie(Session used) {
		int before = this.server.requests().size();
		used.get("/request");
		ReceivedRequest request = this.server.requests().get(before);
		return request.hasHeader("Cookie") ? request.header("Cookie") : null;
	}

	private static final class NamedUser implements ForkKeyResolver {

		@Override
		public @Nullable String forkKey() {
			return USER.get();
		}

		@Override
		public String forkKey(String principal) {
			return principal;
		}

	}

}
