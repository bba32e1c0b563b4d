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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;
import org.springframework.web.client.UnknownContentTypeException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Response}.
 */
class ResponseTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final Session session = Session.builder("test")
		.baseUrl(this.server.url())
		.retry((retry) -> retry.withMaxAttempts(1))
		.build();

	@Test
	void readsJsonIntoRecord() {
		assertThat(get(Reply.json("{\"login\":\"octocat\",\"id\":7}")).as(User.class))
			.isEqualTo(new User("octocat", 7));
	}

	@Test
	void readsJsonIntoGenericType() {
		List<User> users = get(Reply.json("[{\"login\":\"a\",\"id\":1},{\"login\":\"b\",\"id\":2}]"))
			.as(new ParameterizedTypeReference<List<User>>() {
			});
		assertThat(users).containsExactly(new User("a", 1), new User("b", 2));
	}

	@Test
	void readsJsonIntoMap() {
		assertThat((Object) get(Reply.json("{\"a\":1}")).as(Map.class)).isEqualTo(Map.of("a", 1));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "application/json; charset=utf-8", "application/problem+json", "application/vnd.api+json" })
	void readsJsonOfAnotherType(String contentType) {
		Response response = get(Reply.ok("{\"login\":\"octocat\",\"id\":7}").header("Content-Type", contentType));
		assertThat(response.as(User.class)).isEqualTo(new User("octocat", 7));
	}

	@Test
	void readsText() {
		assertThat(get(Reply.ok("text").header("Content-Type", "text/plain")).as(String.class)).isEqualTo("text");
	}

	@Test
	void readsJsonAsText() {
		assertThat(get(Reply.json("{}")).as(String.class)).isEqualTo("{}");
	}

	@Test
	void readsBytes() {
		assertThat(get(Reply.status(200).body(new byte[] { 1, 2, 3 })).as(byte[].class)).containsExactly(1, 2, 3);
	}

	@Test
	void readsEmptyBodyAsNull() {
		assertThat(get(Reply.status(204)).as(User.class)).isNull();
		assertThat(get(Reply.json("")).as(User.class)).isNull();
	}

	@Test
	void canBeReadSeveralTimes() {
		Response response = get(Reply.json("{\"login\":\"octocat\",\"id\":7}"));
		assertThat(response.as(User.class)).isEqualTo(response.as(User.class));
		assertThat(response.text()).contains("octocat").isEqualTo(response.text());
		assertThat(response.bytes()).isEqualTo(response.bytes()).isNotSameAs(response.bytes());
	}

	@Test
	void reportsMissingConverter() {
		Response response = get(Reply.ok("<user/>").header("Content-Type", "application/x-unknown"));
		assertThatExceptionOfType(UnknownContentTypeException.class).isThrownBy(() -> response.as(User.class))
			.withMessageContaining("application/x-unknown")
			.withMessageContaining("User");
	}

	@Test
	void reportsUnreadableBody() {
		Response response = get(Reply.json("{\"login\":"));
		assertThatExceptionOfType(RestClientException.class).isThrownBy(() -> response.as(User.class))
			.withMessageContaining("User");
	}

	@ParameterizedTest
	@CsvSource({ "200, true", "204, true", "304, true", "399, true", "400, false", "404, false", "500, false",
			"599, false" })
	void isOkBelow400(int status, boolean ok) {
		Response response = get(Reply.status(status));
		assertThat(response.ok()).isEqualTo(ok);
		assertThat(response.status().value()).isEqualTo(status);
	}

	@Test
	void textAndBytesNeverFailForAStatus() {
		Response response = get(Reply.status(500).body("broken"));
		assertThat(response.text()).isEqualTo("broken");
		assertThat(response.bytes()).isEqualTo("broken".getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void asFailsWithSpringsExceptionForErrorStatus() {
		Response response = get(Reply.json("{\"message\":\"who?\"}").header("X-Reason", "gone"));
		assertThat(response.as(Problem.class)).isEqualTo(new Problem("who?"));
		Response error = get(Reply.status(404)
			.header("Content-Type", "application/json")
			.header("X-Reason", "gone")
			.body("{\"message\":\"who?\"}"));
		assertThatExceptionOfType(HttpClientErrorException.NotFound.class).isThrownBy(() -> error.as(User.class))
			.satisfies((ex) -> {
				assertThat(ex.getStatusCode().value()).isEqualTo(404);
				assertThat(ex.getStatusText()).isEqualTo("Scripted");
				assertThat(ex.getResponseHeaders()).isNotNull();
				assertThat(ex.getResponseHeaders().getFirst("X-Reason")).isEqualTo("gone");
				assertThat(ex.getResponseBodyAsString()).isEqualTo("{\"message\":\"who?\"}");
				assertThat(ex.getResponseBodyAs(Problem.class)).isEqualTo(new Problem("who?"));
			});
	}

	@Test
	void genericAsFailsForErrorStatusToo() {
		assertThatExceptionOfType(HttpServerErrorException.InternalServerError.class)
			.isThrownBy(() -> get(Reply.status(500)).as(new ParameterizedTypeReference<List<User>>() {
			}));
	}

	@ParameterizedTest
	@CsvSource({ "400, BadRequest", "401, Unauthorized", "403, Forbidden", "404, NotFound", "405, MethodNotAllowed",
			"406, NotAcceptable", "409, Conflict", "410, Gone", "415, UnsupportedMediaType",
			"422, UnprocessableContent", "429, TooManyRequests", "418, HttpClientErrorException",
			"500, InternalServerError", "501, NotImplemented", "502, BadGateway", "503, ServiceUnavailable",
			"504, GatewayTimeout", "507, HttpServerErrorException" })
	void raisesSpringsExceptionOfTheStatus(int status, String type) {
		Response response = get(Reply.status(status).body("why"));
		assertThatExceptionOfType(RestClientResponseException.class).isThrownBy(response::raiseForStatus)
			.satisfies((ex) -> {
				assertThat(ex.getClass().getSimpleName()).isEqualTo(type);
				assertThat(ex.getStatusCode().value()).isEqualTo(status);
				assertThat(ex.getResponseBodyAsString()).isEqualTo("why");
			});
	}

	@Test
	void raisedExceptionDescribesTheCall() {
		this.server.otherwise(Reply.status(404));
		assertThatExceptionOfType(RestClientResponseException.class)
			.isThrownBy(() -> this.session.get("/x?key=hidden").raiseForStatus())
			.withMessageContaining("test")
			.withMessageContaining("404")
			.withMessageContaining("GET")
			.withMessageContaining("/x")
			.withMessageNotContaining("hidden");
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 204, 304 })
	void raisesNothingBelow400(int status) {
		Response response = get(Reply.status(status));
		assertThat(response.raiseForStatus()).isSameAs(response);
	}

	@ParameterizedTest
	@CsvSource({ "text/plain; charset=ISO-8859-1, ISO-8859-1", "text/plain; charset=\"utf-16be\", UTF-16BE",
			"text/plain, UTF-8", "application/json, UTF-8", "'', UTF-8", "garbage, UTF-8",
			"text/plain; charset=unknown, UTF-8" })
	void textIsReadInItsCharset(String contentType, String charset) throws Exception {
		Response response = get(
				Reply.status(200).header("Content-Type", contentType).body("gr\u00fc\u00df".getBytes(charset)));
		assertThat(response.text()).isEqualTo("gr\u00fc\u00df");
	}

	@ParameterizedTest
	@CsvSource({ "UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE" })
	void textIsReadInTheCharsetOfItsMark(String charset) throws Exception {
		byte[] body = "\uFEFFgr\u00fc\u00df".getBytes(charset);
		assertThat(get(Reply.status(200).header("Content-Type", "text/plain").body(body)).text())
			.isEqualTo("gr\u00fc\u00df");
		assertThat(get(Reply.status(200).body(body)).text()).isEqualTo("gr\u00fc\u00df");
		assertThat(get(Reply.status(200).header("Content-Type", "text/plain;charset=" + charset).body(body)).text())
			.isEqualTo("gr\u00fc\u00df");
	}

	@Test
	void charsetOfTheHeaderOverridesTheMark() {
		Reply reply = Reply.ok("\uFEFFa").header("Content-Type", "text/plain;charset=ISO-8859-1");
		assertThat(get(reply).text()).isEqualTo("\u00ef\u00bb\u00bfa");
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/plain", "application/json", "application/problem+json", "text/html" })
	void asStringIsTheText(String contentType) {
		Response response = get(Reply.ok("gr\u00fc\u00df").header("Content-Type", contentType));
		assertThat(response.as(String.class)).isEqualTo("gr\u00fc\u00df");
	}

	@Test
	void readsResource() throws Exception {
		Resource resource = get(Reply.ok("text").header("Content-Type", "text/plain")).as(Resource.class);
		assertThat(resource.getContentAsString(StandardCharsets.UTF_8)).isEqualTo("text");
	}

	@Test
	void returnsLinks() {
		Response response = get(Reply.ok("x").header("Link", "<?page=2>; rel=next").header("Link", "</p>; rel=prev"));
		assertThat(response.links()).containsOnlyKeys("next", "prev");
		assertThat(response.links().get("next").uri()).isEqualTo(response.uri().resolve("x?page=2"));
		assertThat(get(Reply.ok("x")).links()).isEmpty();
	}

	@Test
	void bodyMayEndWithTheConnection() {
		this.server.otherwise((request, connection) -> {
			connection.send("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nto the end");
			connection.close();
		});
		assertThat(this.session.get("/x").text()).isEqualTo("to the end");
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n",
			"HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n" })
	void interimResponsesAreSkipped(String interim) {
		this.server.otherwise((request, connection) -> {
			connection.send(interim);
			Reply.ok("final").send(request, connection);
		});
		assertThat(this.session.get("/x").text()).isEqualTo("final");
	}

	@Test
	void textOfEmptyBodyIsEmpty() {
		assertThat(get(Reply.status(204)).text()).isEmpty();
		assertThat(get(Reply.status(204)).bytes()).isEmpty();
	}

	@Test
	void returnsContentType() {
		assertThat(get(Reply.json("{}")).contentType()).isEqualTo(MediaType.APPLICATION_JSON);
		assertThat(get(Reply.ok("")).contentType()).isNull();
		assertThat(get(Reply.ok("").header("Content-Type", "garbage")).contentType()).isNull();
	}

	@Test
	void returnsHeaders() {
		Response response = get(Reply.ok("").header("X-Two", "1").header("x-two", "2").header("X-One", "a, b"));
		assertThat(response.headers().get("X-TWO")).containsExactly("1", "2");
		assertThat(response.headers().get("X-One")).containsExactly("a, b");
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> response.headers().set("X-One", "c"));
	}

	@Test
	void returnsUri() {
		this.server.otherwise(Reply.ok(""));
		assertThat(this.session.get("/{x}?q=1#part", "a/b").uri()).hasToString(this.server.url("/a%2Fb?q=1#part"));
	}

	@Test
	void returnsHistory() {
		this.server.on("/1", Reply.redirect(301, "/2").header("X-Hop", "1").cookie("a=1"));
		this.server.on("/2", Reply.redirect(307, this.server.localhost("/3?q=1")).header("X-Hop", "2"));
		this.server.on("/3", Reply.ok("arrived"));
		Response response = this.session.get("/1");
		assertThat(response.uri()).hasToString(this.server.localhost("/3?q=1"));
		assertThat(response.history()).extracting((redirect) -> redirect.status().value()).containsExactly(301, 307);
		assertThat(response.history()).extracting((redirect) -> redirect.uri().toString())
			.containsExactly(this.server.url("/1"), this.server.url("/2"));
		assertThat(response.history()).extracting((redirect) -> redirect.headers().getFirst("X-Hop"))
			.containsExactly("1", "2");
		assertThat(response.history().get(1).headers().getLocation()).hasToString(this.server.localhost("/3?q=1"));
	}

	@Test
	void historyIsEmptyWithoutRedirects() {
		assertThat(get(Reply.ok("")).history()).isEmpty();
	}

	@Test
	void returnsElapsedTime() {
		this.server.otherwise((request, connection) -> {
			connection.pause(Duration.ofMillis(100));
			Reply.ok("ok").send(request, connection);
		});
		assertThat(this.session.get("/x").elapsed()).isBetween(Duration.ofMillis(100), Duration.ofSeconds(5));
	}

	@Test
	void returnsCookies() {
		Response response = get(Reply.ok("").cookie("a=1; Path=/").cookie("b=2; Max-Age=60; HttpOnly; SameSite=Lax"));
		assertThat(response.cookies()).extracting(Cookie::name).containsExactly("a", "b");
		assertThat(response.cookies()).extracting(Cookie::value).containsExactly("1", "2");
		assertThat(response.cookies().get(0).expires()).isNull();
		assertThat(response.cookies().get(1).expires()).isNotNull();
		assertThat(response.cookies().get(1).httpOnly()).isTrue();
		assertThat(response.cookies().get(1).sameSite()).isEqualTo("Lax");
		assertThat(response.cookies().toString()).contains("a").doesNotContain("value");
	}

	@Test
	void cookiesAreThoseOfThisResponseOnly() {
		this.server.on("/set", Reply.ok("").cookie("a=1"));
		this.session.get("/set");
		assertThat(get(Reply.ok("")).cookies()).isEmpty();
	}

	@Test
	void showsNoSecretAsText() {
		Response response = get(Reply.ok("hidden").cookie("sid=hidden"));
		assertThat(response.toString()).contains("200").doesNotContain("hidden");
	}

	private Response get(Reply reply) {
		this.server.otherwise(reply);
		return this.session.get("/x");
	}

	record User(String login, int id) {

	}

	record Problem(String message) {

	}

}
