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
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.sessions.testsupport.Answer;
import dev.sessions.testsupport.BackgroundCalls;
import dev.sessions.testsupport.Call;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.Gate;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.apache.hc.core5.http.HttpHost;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of credentials in files.
 */
@ExtendWith(OutputCaptureExtension.class)
class CredentialFileTests {

	@TempDir
	private Path directory;

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final ScriptedServer other = ScriptedServer.start();

	@ParameterizedTest
	@EnumSource
	void refusedTokenIsReadAgain(Face face) throws IOException {
		this.server.otherwise(Reply.ok("1"), refusedOnceChanged("token", "new\n"), Reply.ok("2"));
		try (Session session = session(Credentials.bearerFile(write("token", "old\n")))) {
			face.send(session, Call.post(this.server.url("/x"), "order"));
			assertThat(face.send(session, Call.post(this.server.url("/x"), "order")).body()).isEqualTo("2");
		}
		assertThat(authorizations()).containsExactly("Bearer old", "Bearer old", "Bearer new");
		assertThat(this.server.requests()).allMatch((request) -> request.text().equals("order"));
	}

	@Test
	void refusedPasswordIsReadAgain() throws IOException {
		this.server.otherwise(refusedOnceChanged("password", "n\u00e4w"), Reply.ok("welcome"));
		try (Session session = session(Credentials.basicFile("me", write("password", "old")))) {
			assertThat(session.get("/x").text()).isEqualTo("welcome");
		}
		assertThat(authorizations()).containsExactly(basic("me:old"), basic("me:n\u00e4w"));
	}

	@Test
	void refusedUserNameIsReadAgain() throws IOException {
		this.server.otherwise(refusedOnceChanged("username", "you\n"), Reply.ok("welcome"));
		try (Session session = session(Credentials.basicFile(write("username", "me"), write("password", "pw")))) {
			assertThat(session.get("/x").text()).isEqualTo("welcome");
		}
		assertThat(authorizations()).containsExactly(basic("me:pw"), basic("you:pw"));
	}

	@Test
	void refusedNetrcIsReadAgain() throws IOException {
		this.server.otherwise(refusedOnceChanged("netrc", "machine 127.0.0.1 login me password new"),
				Reply.ok("welcome"));
		try (Session session = session(netrc("machine 127.0.0.1 login me password old"))) {
			assertThat(session.get("/x").text()).isEqualTo("welcome");
		}
		assertThat(authorizations()).containsExactly(basic("me:old"), basic("me:new"));
	}

	@Test
	void netrcWithoutEntryIsReadAgain() throws IOException {
		this.server.otherwise(Reply.status(401), refusedOnceChanged("netrc", "machine 127.0.0.1 login me password new"),
				Reply.ok("welcome"));
		try (Session session = session(netrc("machine localhost login me password x"))) {
			assertThat(session.get("/x").status().value()).isEqualTo(401);
			assertThat(session.get("/x").text()).isEqualTo("welcome");
		}
		assertThat(this.server.requests()).extracting((request) -> request.hasHeader("Authorization"))
			.containsExactly(false, false, true);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void netrcIsReadAsOtherProgramsDo(String id, String text, String pair) throws IOException {
		this.server.otherwise(Reply.ok("ok"));
		try (Session session = session(netrc(text))) {
			session.get("/x");
		}
		assertThat(authorizations()).containsExactly(basic(pair));
	}

	static Stream<Arguments> netrcIsReadAsOtherProgramsDo() {
		String own = "machine 127.0.0.1 login u password p\n";
		return Stream.of(
				Arguments.of("netrc-protocol-of-other", "machine other protocol https login a password b\n" + own,
						"u:p"),
				Arguments.of("netrc-user-colon-of-other", "machine other login a:b password c\n" + own, "u:p"),
				Arguments.of("netrc-lines", "machine\t127.0.0.1\r\n\tlogin\tu\r\n\tpassword\tp\r\n", "u:p"),
				Arguments.of("netrc-quoted", "machine 127.0.0.1 login \"u v\" password \"p \\\"q\\\" r\"\n",
						"u v:p \"q\" r"),
				Arguments.of("comments, a macro and a default",
						"# all\r\nmacdef init\r\nmachine 127.0.0.1\r\n\r\n" + own + "default login d password d",
						"u:p"));
	}

	@Test
	void netrcEntryThatCannotBeSentFailsOnUse() throws IOException {
		try (Session session = session(
				netrc("machine other login a password b\nmachine 127.0.0.1 login u:s3cret password p"))) {
			assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> session.get("/x"))
				.withMessageContaining("the netrc file cannot be used for this host: Line 2 ")
				.withMessageNotContaining("s3cret");
		}
		assertThat(this.server.requests()).isEmpty();
	}

	@Test
	void changeIsSeenWithoutARefusal() throws IOException {
		this.server.otherwise(Reply.ok("ok"));
		try (Session session = session(Credentials.bearerFile(write("token", "old"))); Session fork = session.fork()) {
			session.get("/x");
			write("token", "renewed");
			Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
				fork.get("/x");
				assertThat(authorizations()).endsWith("Bearer renewed");
			});
		}
	}

	@Test
	void manyThreadsAreRefusedAtOnce() throws Exception {
		int threads = 50;
		Gate gate = new Gate();
		this.server.otherwise((request, connection) -> {
			boolean old = "Bearer old".equals(request.header("Authorization"));
			(old ? gate.then(Reply.status(401)) : Reply.ok("welcome")).send(request, connection);
		});
		try (BackgroundCalls calls = new BackgroundCalls();
				Session session = Session.builder("test")
					.baseUrl(this.server.url())
					.auth(Credentials.bearerFile(write("token", "old")))
					.pool((pool) -> pool.withMaxConnections(threads))
					.build()) {
			List<Future<String>> texts = new ArrayList<>();
			for (int i = 0; i < threads; i++) {
				texts.add(calls.start(() -> session.get("/x").text()));
			}
			gate.awaitArrivals(threads);
			write("token", "new");
			gate.open();
			for (Future<String> text : texts) {
				assertThat(text.get(30, TimeUnit.SECONDS)).isEqualTo("welcome");
			}
		}
		assertThat(this.server.requests()).hasSize(2 * threads);
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 10: a refusal by another origin does not send it the new password")
	void otherOriginGetsNoPassword(Face face) throws IOException {
		this.server.otherwise(Reply.redirect(302, this.other.url("/to")));
		this.other.otherwise(Reply.status(401).header("WWW-Authenticate", "Basic realm=\"x\""));
		try (Session session = session(netrc("default login me password s3cret"))) {
			netrc("default login me password s3cret2");
			assertThat(face.get(session, this.server.url("/from")).status()).isEqualTo(401);
			assertThat(face.get(session, this.other.url("/to")).status()).isEqualTo(401);
		}
		assertThat(this.other.requests()).hasSize(2).noneMatch((request) -> request.hasHeader("Authorization"));
	}

	@ParameterizedTest
	@CsvSource({ "http://one.example/x, one:1", "http://two.example/x, two:2", "http://ONE.example:80/x, one:1",
			"http://one.example@two.example/x, two:2", "http://one.example:80@two.example/x, two:2",
			"http://three.example/x,", "http://one.example@three.example/x,", "http://four.example/x, other:0" })
	@DisplayName("RULE 8: the netrc entry is that of the connected host")
	void netrcUsesTheConnectedHost(String url, @Nullable String pair) throws IOException {
		this.server.otherwise(Reply.ok("ok"));
		Credentials credentials = netrc("""
				machine one.example login one password 1
				machine two.example login two password 2
				machine three.example login three password 3
				default login other password 0
				""");
		for (Face face : Face.values()) {
			try (Session session = Session.builder("test")
				.baseUrl("http://one.example")
				.allowedOrigins("http://two.example", "http://four.example")
				.auth(credentials)
				.httpClient((client) -> client.setProxy(new HttpHost("127.0.0.1", this.server.port())))
				.build()) {
				sendOrRefuse(face, session, url);
			}
		}
		List<String> expected = (pair != null) ? List.of(basic(pair)) : List.of();
		assertThat(this.server.requests()).isNotEmpty()
			.allMatch((request) -> request.headers("Authorization").equals(expected));
	}

	/**
	 * Some faces refuse user info in a URL, others drop it.
	 */
	private static void sendOrRefuse(Face face, Session session, String url) {
		try {
			face.get(session, url);
		}
		catch (IllegalArgumentException | IOException ex) {
			assertThat(url).contains("@");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "s3cret\nX-Injected: 1", "s3\rcret", "s3\0cret", "", "\n", " " })
	@DisplayName("RULE 20: a file without a token is refused, and its content not shown")
	void refusesFileWithoutToken(String text) throws IOException {
		Path file = write("token", text);
		assertThatIllegalArgumentException().isThrownBy(() -> Credentials.bearerFile(file))
			.withMessageStartingWith("The file " + file + " cannot be used: The bearer token must not")
			.withMessageNotContaining("s3");
		assertThatIllegalArgumentException().isThrownBy(() -> Credentials.basicFile("me", file))
			.withMessageStartingWith("The file " + file + " cannot be used: The password must not")
			.withMessageNotContaining("s3");
	}

	@Test
	@DisplayName("RULE 22: a user name with a colon is refused, also in a file")
	void refusesColonInUserName() throws IOException {
		Path file = write("username", "m:e");
		assertThatIllegalArgumentException().isThrownBy(() -> Credentials.basicFile(file, file))
			.withMessageContaining(":");
		assertThatIllegalArgumentException().isThrownBy(() -> Credentials.basicFile("m:e", file))
			.withMessageContaining(":");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> netrc("machine one login o:e password 1\nmachine one login t:o password s3cret"))
			.withMessageStartingWith("The file " + this.directory.resolve("netrc") + " cannot be used: Line ")
			.withMessageNotContaining("s3cret");
	}

	@Test
	@DisplayName("RULE 36: a file that becomes invalid later leaves no secret in the log")
	void reportsLaterFaults(CapturedOutput output) throws IOException {
		this.server.otherwise(refusedOnceChanged("token", "s3cret-two\nsecond line"));
		Path file = write("token", "s3cret-one");
		try (Session session = session(Credentials.bearerFile(file))) {
			for (int i = 0; i < 3; i++) {
				assertThat(session.get("/x").status().value()).isEqualTo(401);
			}
		}
		assertThat(authorizations()).hasSize(3).containsOnly("Bearer s3cret-one");
		assertThat(output).containsOnlyOnce("The file " + file + " cannot be used").doesNotContain("s3cret");
	}

	@ParameterizedTest
	@CsvSource({ "rw-------, false", "rw-r-----, true", "rw----r--, true" })
	void warnsOfNetrcThatOthersCanRead(String permissions, boolean warns, CapturedOutput output) throws IOException {
		Path file = write("netrc", "default login me password s3cret");
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
		assertThat(Credentials.netrc(file)).hasToString("Credentials[netrc]");
		assertThat(output.toString().contains("chmod 600")).isEqualTo(warns);
		assertThat(output).doesNotContain("s3cret");
	}

	/**
	 * Changes the file before it refuses a request, so that the request was sent with the
	 * previous content.
	 */
	private Answer refusedOnceChanged(String name, String text) {
		return (request, connection) -> {
			write(name, text);
			Reply.status(401).send(request, connection);
		};
	}

	private Credentials netrc(String text) throws IOException {
		return Credentials.netrc(write("netrc", text));
	}

	private Path write(String name, String text) throws IOException {
		return Files.writeString(this.directory.resolve(name), text);
	}

	private static String basic(String pair) {
		return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
	}

	private List<String> authorizations() {
		return this.server.requests().stream().map((request) -> request.header("Authorization")).toList();
	}

	private Session session(Credentials credentials) {
		return Session.builder("test").baseUrl(this.server.url()).auth(credentials).build();
	}

}
