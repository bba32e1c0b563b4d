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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.sessions.settings.LogDetail;
import dev.sessions.testsupport.ExternalProgram;
import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.ReceivedRequest;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of the log of calls.
 */
class CallLogTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start().otherwise(Reply.ok("ok"));

	private final Logger logger = (Logger) LoggerFactory.getLogger("dev.sessions.log.test");

	private final ListAppender<ILoggingEvent> events = new ListAppender<>();

	@BeforeEach
	void listen() {
		this.events.start();
		this.logger.addAppender(this.events);
		this.logger.setLevel(Level.INFO);
	}

	@AfterEach
	void stopListening() {
		this.logger.detachAppender(this.events);
		this.logger.setLevel(null);
	}

	@Test
	void nothingIsLoggedByDefault() {
		try (Session session = builder(LogDetail.NONE).build()) {
			session.get("/x");
		}
		assertThat(this.events.list).isEmpty();
	}

	@Test
	void basicLogsOneLineForEachCall() {
		try (Session session = builder(LogDetail.BASIC).build()) {
			session.get("/users/{login}?page={page}", "me", 2);
			session.post("/users", (request) -> request.form("a", "b"));
		}
		assertThat(logged()).satisfiesExactly(
				(line) -> assertThat(line)
					.matches("GET /users/\\{login} 200 in \\d+ ms \\(1 attempt, connection new, received 2 bytes\\)"),
				(line) -> assertThat(line).matches(
						"POST /users 200 in \\d+ ms \\(1 attempt, connection reused, sent 3 bytes, received 2 bytes\\)"));
		assertThat(this.events.list).allMatch((event) -> event.getLevel() == Level.INFO);
	}

	@Test
	void attemptsAndRedirectsBelongToOneCall() {
		this.server.on("/old", Reply.redirect(302, "/new"))
			.on("/new", Reply.status(503), Reply.status(503), Reply.ok("x"));
		try (Session session = builder(LogDetail.BASIC).build()) {
			session.get("/old");
		}
		assertThat(logged()).singleElement()
			.asString()
			.matches("GET /old 200 in \\d+ ms \\(3 attempts, 1 redirect, connection (new|reused), received 1 byte\\)");
	}

	@Test
	void failuresAreLogged() {
		this.server.on("/closed", Faults.closeWithoutAnswer()).on("/truncated", Faults.truncatedBody());
		try (Session session = builder(LogDetail.BASIC).retry((retry) -> retry.withMaxAttempts(1)).build()) {
			assertThatExceptionOfType(SessionException.class).isThrownBy(() -> session.get("/closed"));
			assertThatExceptionOfType(SessionException.class).isThrownBy(() -> session.get("/truncated"));
			assertThatExceptionOfType(SessionException.class).isThrownBy(() -> session.get("http://127.0.0.1:1/none"));
		}
		assertThat(logged()).satisfiesExactly(
				(line) -> assertThat(line).matches(
						"GET /closed failed in \\d+ ms by NoHttpResponseException \\(1 attempt, connection new\\)"),
				(line) -> assertThat(line).startsWith("GET /truncated 200 broke off in ")
					.contains(" by ConnectionClosedException"),
				(line) -> assertThat(line).startsWith("GET /none failed in ")
					.endsWith(" by ConnectFailedException (1 attempt, no connection)"));
	}

	@Test
	void unsentRequestIsLoggedAsPrepared() {
		this.logger.setLevel(Level.DEBUG);
		try (Session session = builder(LogDetail.BODY).build()) {
			assertThatExceptionOfType(SessionException.class)
				.isThrownBy(() -> session.post("http://127.0.0.1:1/none", (request) -> request.json(Map.of("a", 1))));
		}
		assertThat(logged().get(0)).contains(", no connection)\n> ", "\n> Content-Type: application/json");
		assertThat(logged().get(1)).contains(" -H 'Content-Type: application/json'", " --data-raw '{\"a\":1}'");
	}

	@Test
	void headersAreLoggedAsSentAndReceived() {
		this.server.on("/x", Reply.json("{}").cookie("sid=s3cret; Path=/; HttpOnly").header("X-Trace", "7"));
		try (Session session = builder(LogDetail.HEADERS).auth(Credentials.bearer("s3cret"))
			.header("X-Tenant", "a")
			.build()) {
			session.cookies().set("mine", "s3cret");
			session.get("/x");
		}
		assertThat(logged()).singleElement()
			.asString()
			.contains("\n> X-Tenant: ***", "\n> Authorization: Bearer ***", "\n> Cookie: mine=***",
					"\n< Set-Cookie: sid=***; Path=/; HttpOnly", "\n< X-Trace: ***",
					"\n< Content-Type: application/json")
			.doesNotContain("s3cret", "{}");
	}

	/**
	 * The first attempt is the caller's request. Later ones contain cookies and
	 * credentials that resulted from it.
	 */
	@Test
	void requestIsLoggedAsFirstSent() {
		this.server.on("/x", Reply.status(503).cookie("sid=s3cret"), Reply.ok("x"));
		try (Session session = builder(LogDetail.HEADERS).build()) {
			session.get("/x");
		}
		assertThat(this.server.requests("/x").get(1).header("Cookie")).isEqualTo("sid=s3cret");
		assertThat(logged()).singleElement().asString().contains("2 attempts").doesNotContain("Cookie");
	}

	@Test
	void secretInPathSegmentIsNotShown() {
		this.logger.setLevel(Level.DEBUG);
		try (Session session = builder(LogDetail.HEADERS).build()) {
			session.get("/a/token=s3cret/b");
			session.get("/a/token%3Ds3cret/eyJs3cret/b");
		}
		assertThat(logged()).noneMatch((line) -> line.contains("s3cret"))
			.anyMatch((line) -> line.startsWith("GET /a/***/b 200"))
			.anyMatch((line) -> line.startsWith("GET /a/***/***/b 200"));
	}

	@Test
	void headerAddedBySessionIsMasked() {
		try (Session session = builder(LogDetail.HEADERS).auth(Credentials.apiKeyHeader("X-Plain", "s3cret")).build()) {
			session.get("/x");
		}
		assertThat(logged()).singleElement().asString().contains("\n> X-Plain: ***").doesNotContain("s3cret");
	}

	@Test
	void bodiesAreShownWithoutSecretsAndReachTheCallerUnchanged() {
		String answer = "{\"id\": 7, \"access_token\": \"s3cret\", \"keys\": [1], \"private_key\": {\"d\": \"s3cret\"}}";
		this.server.on("/login", Reply.json(answer));
		try (Session session = builder(LogDetail.BODY).build()) {
			Response response = session.post("/login",
					(request) -> request.json(Map.of("user", "me", "password", "s3cret\",with \\ all")));
			assertThat(response.text()).isEqualTo(answer);
		}
		assertThat(this.server.request().body().length).isPositive();
		assertThat(logged()).singleElement()
			.asString()
			.contains("\"user\":\"me\"", "\"password\":\"***\"",
					"\n< {\"id\": 7, \"access_token\": \"***\", " + "\"keys\": [1], \"private_key\": \"***\"}")
			.doesNotContain("s3cret", "with");
	}

	@Test
	void formIsShownWithoutSecrets() {
		try (Session session = builder(LogDetail.BODY).build()) {
			session.post("/login", (request) -> request.form("user", "me").form("client_secret", "s3cret"));
		}
		assertThat(logged()).singleElement().asString().contains("\n> user=me&client_secret=***");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					application/json                  | {"message":"login failed: password=s3cret"} | {"message":"***"}
					application/json                  | {"a":"{\\"password\\":\\"x s3cret\\"}"}     | {"a":"***"}
					application/x-www-form-urlencoded | a=b&to=https%3A%2F%2Fx%3Fcode%3Ds3cret      | a=b&to=***
					application/xml                   | <a><b>at https://me:s3cret@x/</b></a>       | (application/xml, 37 bytes)
					text/plain                        | error=token: s3cret                         | (text/plain, 19 bytes)
					""")
	void secretInHarmlessFieldIsNotShown(String type, String body, String shown) {
		this.server.on("/x", Reply.ok(body).header("Content-Type", type));
		try (Session session = builder(LogDetail.BODY).build()) {
			assertThat(session.get("/x").text()).isEqualTo(body);
		}
		assertThat(logged()).singleElement().asString().endsWith("\n< " + shown);
	}

	@Test
	void secretInHarmlessHeaderIsNotShown() {
		this.server.on("/x", Reply.ok("").header("Server", "see https://x/?a=b&code=s3cret"));
		try (Session session = builder(LogDetail.HEADERS).build()) {
			session.get("/x?to={to}", "https://x/?code=s3cret");
		}
		assertThat(logged()).singleElement().asString().contains("\n< Server: ***").doesNotContain("s3cret");
	}

	@Test
	void valuesOfPathParametersAreNotShown() {
		this.logger.setLevel(Level.DEBUG);
		try (Session session = builder(LogDetail.HEADERS).build()) {
			session.get("/a;jsessionid=s3cret/b%3Bc=s3cret");
			session.get("/{id};token=s3cret", 7);
		}
		assertThat(logged()).noneMatch((line) -> line.contains("s3cret"))
			.satisfiesExactly((line) -> assertThat(line).startsWith("GET /a;jsessionid=***/b%3Bc=*** 200"),
					(line) -> assertThat(line).contains("/a;jsessionid='\"${SECRET_JSESSIONID:?}\"'/b"),
					(line) -> assertThat(line).startsWith("GET /{id};token=*** 200"),
					(line) -> assertThat(line).contains("/7;token='\"${SECRET_TOKEN:?}\"'"));
	}

	@Test
	void onlyTheBeginningOfBodyIsShown() {
		String text = "{\"a\":\"b\",\"c\":[" + "1, ".repeat(2000) + "1]}";
		this.server.on("/long", Reply.json(text));
		try (Session session = builder(LogDetail.BODY).build()) {
			assertThat(session.get("/long").text()).isEqualTo(text);
		}
		assertThat(logged()).singleElement()
			.asString()
			.contains("\n< {\"a\":\"b\",\"c\":[1, 1, ", "... (6017 bytes)")
			.hasSizeBetween(2048, 2500);
	}

	@Test
	void binaryBodyIsNotShown() {
		this.server.on("/image", Reply.ok("binary").header("Content-Type", "image/png"));
		try (Session session = builder(LogDetail.BODY).build()) {
			session.get("/image");
		}
		assertThat(logged()).singleElement().asString().endsWith("\n< (image/png, 6 bytes)").doesNotContain("binary");
	}

	@Test
	void oneShotBodyIsNotReadForTheLog() {
		byte[] once = "only once".getBytes(StandardCharsets.UTF_8);
		try (Session session = builder(LogDetail.BODY).build()) {
			session.post("/upload", (request) -> request.body(new InputStreamResource(new ByteArrayInputStream(once)),
					MediaType.TEXT_PLAIN));
		}
		assertThat(this.server.request().body()).isEqualTo(once);
		assertThat(logged()).singleElement().asString().contains("\n> (text/plain)");
	}

	@Test
	void compressedBodyIsShownDecoded() {
		this.server.on("/x", Reply.json("{\"a\":1}").gzip());
		try (Session session = builder(LogDetail.BODY).build()) {
			session.get("/x");
		}
		assertThat(logged()).singleElement().asString().contains("\n< {\"a\":1}");
	}

	@Test
	void streamIsLoggedAtItsEnd() {
		try (Session session = builder(LogDetail.BASIC).build()) {
			session.stream(HttpMethod.GET, "/x", (request) -> {
			}, (response) -> {
				assertThat(logged()).isEmpty();
				return response.body().readAllBytes();
			});
		}
		assertThat(logged()).singleElement().asString().endsWith("received 2 bytes)");
	}

	@Test
	void forksAndOtherFacesAreLogged() {
		try (Session session = builder(LogDetail.BASIC).build()) {
			session.fork().get("/fork");
			session.restClient().get().uri("/client").retrieve().body(String.class);
		}
		assertThat(logged()).satisfiesExactly((line) -> assertThat(line).startsWith("GET /fork 200 "),
				(line) -> assertThat(line).startsWith("GET /client 200 "));
	}

	@Test
	void logLinesCannotBeForged() {
		this.server.on("/x", Reply.json("{\"a\":\"\u009b31mb\u202e\"}"));
		try (Session session = builder(LogDetail.BODY).build()) {
			session.get("/x");
		}
		assertThat(logged()).singleElement().asString().endsWith("\n< {\"a\":\" 31mb \"}");
	}

	@Test
	void debugAddsShellCommand() throws IOException, InterruptedException {
		this.logger.setLevel(Level.DEBUG);
		this.server.on("/it's", Reply.status(201));
		try (Session session = builder(LogDetail.BODY).auth(Credentials.bearer("s3cret")).build()) {
			session.post("/it's",
					(request) -> request.param("q", "a b&$(id)`'\"")
						.param("api_key", "s3cret")
						.header("Accept-Language", "it's $HOME")
						.json(Map.of("password", "s3cret")));
		}
		assertThat(logged().get(0)).startsWith("POST /it's 201 ");
		String command = logged().get(1);
		assertThat(command).startsWith("curl -g -X 'POST'").doesNotContain("s3cret");
		List<String> words = words(command);
		assertThat(words).contains("Accept-Language: it's $HOME", "Authorization: Bearer hidden",
				"{\"password\":\"hidden\"}");
		String sent = this.server.request().target();
		assertThat(words).contains(this.server.url(sent.replace("s3cret", "hidden")));
	}

	@Test
	void commandSendsWhatTheCallSent() throws IOException, InterruptedException {
		ExternalProgram.require("curl");
		this.logger.setLevel(Level.DEBUG);
		this.server.otherwise(Reply.status(204));
		try (Session session = builder(LogDetail.BODY).build()) {
			session.get("/plain");
			session.head("/head");
			session.send(HttpMethod.GET, "/body", (request) -> request.json(Map.of("a", 1)));
			session.send(HttpMethod.HEAD, "/head-with-body", (request) -> request.json(Map.of("a", 1)));
			session.get("/host", (request) -> request.header("Host", "other.example.org:81"));
			session.post("/empty", (request) -> request.body(new byte[0]));
		}
		List<ReceivedRequest> sent = List.copyOf(this.server.requests());
		for (String command : logged().stream().filter((line) -> line.startsWith("curl ")).toList()) {
			Process shell = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true).start();
			String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(shell.waitFor()).as(command + "\n" + output).isZero();
		}
		assertThat(this.server.requests().subList(sent.size(), 2 * sent.size())).map(CallLogTests::described)
			.isEqualTo(sent.stream().map(CallLogTests::described).toList());
	}

	private static String described(ReceivedRequest request) {
		return request.method() + " " + request.target() + " " + request.headers("Host") + " "
				+ request.headers("Content-Type") + " " + new String(request.body(), StandardCharsets.UTF_8);
	}

	/**
	 * Split a command into words, as a shell does.
	 */
	private static List<String> words(String command) throws IOException, InterruptedException {
		Process shell = new ProcessBuilder("sh", "-c",
				"SECRET_AUTHORIZATION=hidden; SECRET_API_KEY=hidden; SECRET_PASSWORD=hidden\ncurl() { printf '%s\\n' \"$@\"; }\n"
						+ command)
			.redirectErrorStream(true)
			.start();
		String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(shell.waitFor(30, TimeUnit.SECONDS)).isTrue();
		return output.lines().toList();
	}

	private SessionBuilder builder(LogDetail detail) {
		return Session.builder("test")
			.baseUrl(this.server.url())
			.retry((retry) -> retry.withBackoff(retry.backoff().withDelay(Duration.ZERO)))
			.log(detail);
	}

	private List<String> logged() {
		return this.events.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
	}

}
