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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.sessions.settings.LogDetail;
import dev.sessions.testsupport.Answer;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests of control characters in the text of a server.
 */
class ServerTextRulesTests {

	private static final String REASON = "x\r2026-11-28 ERROR forged line \u001b[31m\u007f\u009b";

	private static final String ERROR = "HTTP/1.1 404 " + REASON + "\r\nContent-Length: 0\r\n\r\n";

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start().otherwise(Reply.ok("ok"));

	@AutoClose
	private final Session session = Session.builder("test").baseUrl(this.server.url()).log(LogDetail.BODY).build();

	private final Logger logger = (Logger) LoggerFactory.getLogger("dev.sessions");

	private final ListAppender<ILoggingEvent> events = new ListAppender<>();

	@BeforeEach
	void listen() {
		this.events.start();
		this.logger.addAppender(this.events);
		this.logger.setLevel(Level.TRACE);
	}

	@AfterEach
	void stopListening() {
		this.logger.detachAppender(this.events);
		this.logger.setLevel(null);
	}

	/**
	 * message-reason, message-reason-as, message-reason-rest.
	 */
	@ParameterizedTest
	@ValueSource(strings = { ERROR, "HTTP/1.0 404 " + REASON + "\r\nContent-Length: 0\r\n\r\n",
			"HTTP/1.1  404 " + REASON + "\r\nContent-Length: 0\r\n\r\n" })
	@DisplayName("RULE 46: no message has the control characters of a reason phrase")
	void reasonPhraseHasNoControlCharacters(String head) {
		this.server.on("/x", raw(head));
		for (Throwable thrown : List.of(catchThrowable(() -> this.session.get("/x").raiseForStatus()),
				catchThrowable(() -> this.session.get("/x").as(String.class)),
				catchThrowable(() -> this.session.restClient().get().uri("/x").retrieve().toBodilessEntity()),
				catchThrowable(() -> this.session.stream(HttpMethod.GET, "/x", (request) -> {
				}, (response) -> response.raiseForStatus())))) {
			assertThat(thrown).isInstanceOf(RestClientException.class);
			assertPlain(messages(thrown));
			if (thrown instanceof RestClientResponseException error) {
				assertThat(error.getStatusText()).startsWith("x 2026-11-28 ERROR forged line  [31m");
			}
		}
		assertPlain(this.session.get("/x").toString());
		assertPlain(logged());
	}

	/**
	 * message-chunk.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "\u001b[31mRED\u0007\r\n", "5\r\nabcde\u001b[31m\r\n", "\u001b\r\n",
			"5;\u001b[31m\r\nabcdefg\r\n" })
	@DisplayName("RULE 46: no message has the control characters of a chunk")
	void chunkHasNoControlCharacters(String chunk) {
		this.server.on("/x", Faults.closeAfter("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk));
		Throwable thrown = catchThrowable(() -> this.session.get("/x"));
		assertThat(thrown).isInstanceOf(SessionException.class);
		assertPlain(messages(thrown));
		assertPlain(logged());
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\u001bb", "{\"a\u001b\u009b\":1}", "{\"a\":tr\u009bue}",
			"{\"\\u001b[31m\":{\"\\u001b\":[}", "\u001b" })
	@DisplayName("RULE 46: no message has the control characters of an unreadable body")
	void unreadableBodyHasNoControlCharacters(String body) {
		this.server.on("/x", Reply.json(body));
		Throwable thrown = catchThrowable(() -> this.session.get("/x").as(Map.class));
		assertThat(thrown).isInstanceOf(RestClientException.class);
		assertPlain(messages(thrown).replace("\n", ""));
	}

	/**
	 * message-token.
	 */
	@Test
	@DisplayName("RULE 46: no message has the control characters of a token endpoint")
	void responseOfTokenEndpointHasNoControlCharacters() {
		String body = "{\"error\":\"\\u001b[31m\",\"error_description\":\"\\u001b[31m\"}";
		this.server.on("/token", raw("HTTP/1.1 400 " + REASON + "\r\nContent-Type: application/json\r\nContent-Length: "
				+ body.length() + "\r\n\r\n" + body));
		try (Session api = Session.builder("api")
			.baseUrl(this.server.url())
			.auth(Credentials.oauth2(this.server.url("/token"), "me", "pw"))
			.build()) {
			assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> api.get("/x"))
				.satisfies((ex) -> assertPlain(messages(ex)));
		}
		assertPlain(logged());
	}

	@ParameterizedTest
	@MethodSource("oddHeads")
	@DisplayName("RULE 46: no message has the control characters of an invalid head")
	void errorInAHeadHasNoControlCharacters(String head) {
		this.server.on("/x", Faults.closeAfter(head));
		Throwable thrown = catchThrowable(
				() -> this.session.get("/x", (request) -> request.maxAttempts(1)).raiseForStatus());
		if (thrown != null) {
			assertPlain(messages(thrown));
		}
		assertPlain(logged());
	}

	static Stream<String> oddHeads() {
		String esc = "\u001b[31m\r\u009b";
		return Stream.of("HTTP/1.1 " + esc + "\r\n\r\n", esc + "\r\n\r\n", "HTTP/" + esc + " 200 OK\r\n\r\n",
				"HTTP/1.1 200 OK\r\n" + esc + "\r\n\r\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: " + esc + "\r\n\r\n",
				"HTTP/1.1 200 OK\r\nContent-Length: " + esc + "\r\n\r\n",
				"HTTP/1.1 200 OK\r\nContent-Encoding: " + esc + "\r\nContent-Length: 2\r\n\r\nab",
				"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\n\u001b[31",
				"HTTP/1.1 302 OK\r\nLocation: http://" + esc + "/\r\nContent-Length: 0\r\n\r\n",
				"HTTP/1.1 302 OK\r\nLocation: " + esc + "://x/\r\nContent-Length: 0\r\n\r\n",
				"HTTP/1.1 302 OK\r\nLocation: http://127.0.0.1:1/" + esc + "\r\nContent-Length: 0\r\n\r\n",
				"HTTP/1.1 401 " + esc + "\r\nWWW-Authenticate: " + esc + "\r\nContent-Length: 0\r\n\r\n");
	}

	/**
	 * header-cr, header-cr-rest.
	 */
	@ParameterizedTest(name = "{0}")
	@EnumSource(Face.class)
	@DisplayName("RULE 46: control characters within the value of a header become spaces")
	void valueOfAHeaderHasNoControlCharacters(Face face) throws IOException {
		this.server.on("/x",
				raw(String.join("\r\n", "HTTP/1.1 200 OK", "X-A: a\rSet-Cookie: cr=1", "X-B: a\0b\u001b[31m\u007f\tc",
						"X-C: \u009b31m", "X-D: \u00c3\u0080\u00e2\u0080\u009c\u00c2\u009b", "Content-Length: 0", "",
						"")));
		HttpHeaders headers = face.get(this.session, this.server.url("/x")).headers();
		assertThat(headers.getFirst("X-A")).isEqualTo("a Set-Cookie: cr=1");
		assertThat(headers.getFirst("X-B")).isEqualTo("a b [31m \tc");
		assertThat(headers.getFirst("X-C")).isEqualTo("31m");
		assertThat(headers.getFirst("X-D")).isEqualTo("\u00c3\u0080\u00e2\u0080\u009c");
		assertThat(this.session.cookies().list()).isEmpty();
		assertPlain(logged());
	}

	/**
	 * header-cr for a session that receives the same head again.
	 */
	@Test
	@DisplayName("RULE 46: the same applies to a remembered head")
	void valueOfAKnownHeaderHasNoControlCharacters() {
		this.server.on("/x", raw("HTTP/1.1 200 OK\r\nX-A: a\rb\r\nContent-Length: 0\r\n\r\n"));
		for (int i = 0; i < 3; i++) {
			assertThat(this.session.get("/x").headers().getFirst("X-A")).isEqualTo("a b");
		}
	}

	/**
	 * header-cr-stream.
	 */
	@Test
	@DisplayName("RULE 46: the same applies to a stream")
	void headersOfAStreamHaveNoControlCharacters() {
		this.server.on("/x", raw("HTTP/1.1 200 OK\r\nX-A: a\rb\r\nContent-Length: 0\r\n\r\n"));
		String value = this.session.stream(HttpMethod.GET, "/x", (request) -> {
		}, (response) -> response.headers().getFirst("X-A"));
		assertThat(value).isEqualTo("a b");
	}

	/**
	 * header-nul-name.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "Content-Length\0: 5", "\0X: a", "X\rY: a", "X\u001b[31m: a", "X\u007f: a", "X\u009b: a",
			"X\tY: a" })
	@DisplayName("RULE 46: a control character within the name of a header is an error")
	void nameOfAHeaderHasNoControlCharacters(String line) {
		this.server.on("/x", raw("HTTP/1.1 200 OK\r\n" + line + "\r\nContent-Length: 0\r\n\r\n"));
		assertThatExceptionOfType(SessionException.class).isThrownBy(() -> this.session.get("/x"))
			.satisfies((ex) -> assertPlain(messages(ex)));
		assertPlain(logged());
	}

	/**
	 * cookie-control.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "a=b\0c", "a=b\rc", "a=b; Path=/\u0001", "a\u001b=b", "a=b\u007f" })
	@DisplayName("RULES 18 and 46: a cookie with a control character is ignored")
	void cookieWithControlCharacterIsIgnored(String cookie) {
		this.server.on("/x", raw(
				"HTTP/1.1 200 OK\r\nSet-Cookie: " + cookie + "\r\nSet-Cookie: right=1\r\nContent-Length: 0\r\n\r\n"));
		Response response = this.session.get("/x");
		assertThat(response.cookies()).extracting(Cookie::name).containsExactly("right");
		assertThat(response.headers().get("Set-Cookie")).containsExactly("right=1");
		this.session.get("/y");
		assertThat(this.server.request("/y").header("Cookie")).isEqualTo("right=1");
		assertPlain(logged());
	}

	/**
	 * log-control.
	 */
	@ParameterizedTest(name = "{0}")
	@EnumSource(Face.class)
	@DisplayName("RULE 46: the log has no control characters except line ends")
	void logHasNoControlCharacters(Face face) {
		String body = "\u001b[31m\rforged\u009b";
		List<Throwable> thrown = new ArrayList<>();
		for (String type : List.of("text/plain", "application/json", "application/x-www-form-urlencoded",
				"\u001b[31m/\u009b", "application/json; charset=\u001b[31m")) {
			this.server.on("/x",
					raw("HTTP/1.1 404 " + REASON + "\r\nX-A: a\rSet-Cookie: cr=1\u001b\r\nServer: a\u001b\u009b\tb\r\n"
							+ "Content-Type: " + type + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body));
			thrown.add(catchThrowable(() -> face.get(this.session, this.server.url("/x"))));
		}
		this.server.on("/r", raw("HTTP/1.1 302 " + REASON + "\r\nLocation: /\u001b[31m\r\nContent-Length: 0\r\n\r\n"));
		thrown.add(catchThrowable(() -> face.get(this.session, this.server.url("/r"))));
		thrown.add(catchThrowable(() -> this.session.get("/r", (request) -> request.followRedirects(false))));
		thrown.forEach((failure) -> assertPlain((failure != null) ? messages(failure) : ""));
		assertThat(this.events.list).isNotEmpty();
		assertPlain(logged());
	}

	private String logged() {
		return this.events.list.stream()
			.filter((event) -> event.getLoggerName().startsWith("dev.sessions"))
			.map(ILoggingEvent::getFormattedMessage)
			.collect(Collectors.joining("\n"))
			.replace("\n", "");
	}

	private static String messages(Throwable thrown) {
		StringBuilder messages = new StringBuilder();
		for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
			messages.append(cause.getMessage()).append(' ');
		}
		return messages.toString();
	}

	private static void assertPlain(String text) {
		assertThat(text.chars().filter(Character::isISOControl)).as(text).isEmpty();
	}

	private static Answer raw(String answer) {
		return (request, connection) -> connection.send(answer);
	}

}
