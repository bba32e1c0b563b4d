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

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.sessions.testsupport.CredentialKind;
import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.ReceivedRequest;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of Spring's {@code RestClient} on a session.
 */
class RestClientFaceTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final Session session = Session.builder("test")
		.baseUrl(this.server.url("/v2"))
		.header("X-Client", "test")
		.param("lang", "en")
		.auth(CredentialKind.BEARER.credentials())
		.retry((retry) -> retry.withBackoff(retry.backoff().withDelay(Duration.ZERO)))
		.build();

	private final RestClient client = this.session.restClient();

	@BeforeEach
	void answer() {
		this.server.otherwise(Reply.json("{\"name\":\"one\"}"));
	}

	@Test
	void defaultParametersAreSentWithUrisThatAreBuilt() {
		this.client.get().uri((uri) -> uri.path("/x").build()).retrieve().toBodilessEntity();
		this.client.get().uri("/x", (uri) -> uri.queryParam("q", "{q}").build("1 2")).retrieve().toBodilessEntity();
		this.client.get().uri((uri) -> uri.path("/x").fragment("top").build()).retrieve().toBodilessEntity();
		assertThat(this.server.requests()).extracting((request) -> request.target())
			.containsExactly("/v2/x?lang=en", "/v2/x?q=1%202&lang=en", "/v2/x?lang=en");
	}

	@Test
	void defaultParameterIsReplacedByThatOfABuiltUri() {
		this.client.get().uri((uri) -> uri.path("/x").queryParam("lang", "de").build()).retrieve().toBodilessEntity();
		assertThat(this.server.request().target()).isEqualTo("/v2/x?lang=de");
	}

	@Test
	void defaultParametersAreNotSentWithUrisThatAreBuiltForAnotherPlace() {
		this.client.get().uri((uri) -> uri.replacePath("/v2x").build()).retrieve().toBodilessEntity();
		this.client.get().uri((uri) -> uri.host("localhost").path("/x").build()).retrieve().toBodilessEntity();
		this.client.get().uri(this.server.url("/v2/x")).retrieve().toBodilessEntity();
		assertThat(this.server.requests()).extracting((request) -> request.target())
			.containsExactly("/v2x", "/v2/x", "/v2/x");
	}

	@Test
	void readsAndWritesObjects() {
		Thing thing = this.client.post().uri("/things").body(new Thing("two")).retrieve().body(Thing.class);
		assertThat(thing).isEqualTo(new Thing("one"));
		assertThat(this.server.request().text()).isEqualTo("{\"name\":\"two\"}");
		assertThat(this.server.request().header("Content-Type")).isEqualTo("application/json");
	}

	@Test
	void readsGenericTypes() {
		this.server.otherwise(Reply.json("[{\"name\":\"one\"}]"));
		assertThat(this.client.get().uri("/things").retrieve().body(new ParameterizedTypeReference<List<Thing>>() {
		})).containsExactly(new Thing("one"));
	}

	@Test
	void returnsEntities() {
		this.server.otherwise(Reply.status(201).header("X-Id", "7").body("created"));
		ResponseEntity<String> entity = this.client.put().uri("/things/7").retrieve().toEntity(String.class);
		assertThat(entity.getStatusCode().value()).isEqualTo(201);
		assertThat(entity.getHeaders().getFirst("X-Id")).isEqualTo("7");
		assertThat(entity.getBody()).isEqualTo("created");
	}

	@Test
	void throwsSpringsExceptionForErrorStatus() {
		this.server.otherwise(Reply.status(404).body("nothing here"));
		assertThatExceptionOfType(HttpClientErrorException.NotFound.class)
			.isThrownBy(() -> this.client.get().uri("/things/7").retrieve().body(Thing.class))
			.satisfies((ex) -> assertThat(ex.getResponseBodyAsString()).isEqualTo("nothing here"));
	}

	@Test
	void expandsTemplates() {
		this.client.get().uri("/things/{id}?q={q}", "a/b", "c&d").retrieve().toBodilessEntity();
		this.client.get().uri("/things/{id}", Map.of("id", "a/b")).retrieve().toBodilessEntity();
		assertThat(this.server.requests()).extracting(ReceivedRequest::target)
			.containsExactly("/v2/things/a%2Fb?q=c%26d&lang=en", "/v2/things/a%2Fb?lang=en");
	}

	@Test
	void buildsUris() {
		this.client.get()
			.uri((builder) -> builder.path("/things/{id}").queryParam("q", "{q}").build("a/b", "c&d"))
			.retrieve()
			.toBodilessEntity();
		assertThat(this.server.request().path()).isEqualTo("/v2/things/a%2Fb");
		assertThat(this.server.request().query()).contains("q=c%26d");
	}

	@Test
	void takesReadyMadeUris() {
		this.client.get().uri(URI.create(this.server.url("/a%2Fb?q=%26"))).retrieve().toBodilessEntity();
		assertThat(this.server.request().target()).isEqualTo("/a%2Fb?q=%26");
	}

	@Test
	void sendsOwnHeadersInPlaceOfDefaults() {
		this.client.get()
			.uri("/x")
			.header("x-client", "own")
			.accept(MediaType.TEXT_PLAIN)
			.retrieve()
			.toBodilessEntity();
		assertThat(this.server.request().headers("X-Client")).containsExactly("own");
		assertThat(this.server.request().header("Accept")).isEqualTo("text/plain");
	}

	@Test
	void sendsAllMethods() {
		for (String method : List.of("GET", "HEAD", "OPTIONS", "DELETE", "POST", "PUT", "PATCH")) {
			this.client.method(HttpMethod.valueOf(method)).uri("/x").retrieve().toBodilessEntity();
		}
		assertThat(this.server.requests()).extracting(ReceivedRequest::method)
			.containsExactly("GET", "HEAD", "OPTIONS", "DELETE", "POST", "PUT", "PATCH");
	}

	@Test
	void streamsABodyOnce() {
		this.server.otherwise(Reply.status(503).body("busy"), Reply.ok("second"));
		ResponseEntity<String> entity = this.client.put()
			.uri("/x")
			.body((out) -> out.write("streamed".getBytes(StandardCharsets.UTF_8)))
			.retrieve()
			.onStatus((status) -> true, (request, response) -> {
			})
			.toEntity(String.class);
		assertThat(entity.getStatusCode().value()).isEqualTo(503);
		assertThat(this.server.request().text()).isEqualTo("streamed");
	}

	@Test
	void sendsAWrittenBodyAgain() {
		this.server.otherwise(Reply.status(503), Reply.ok("second"));
		assertThat(this.client.put().uri("/x").body("written").retrieve().body(String.class)).isEqualTo("second");
		assertThat(this.server.requests()).extracting(ReceivedRequest::text).containsExactly("written", "written");
	}

	@Test
	void failsWithTheSessionsExceptions() {
		this.server.otherwise(Faults.closeWithoutAnswer());
		assertThatExceptionOfType(SessionException.class)
			.isThrownBy(() -> this.client.get().uri("/x").retrieve().toBodilessEntity())
			.satisfies((ex) -> assertThat(ex.attempts()).isEqualTo(3));
	}

	@Test
	void failsWithSpringsExceptionForUnreadableBody() {
		this.server.otherwise(Reply.json("{\"name\":"));
		assertThatExceptionOfType(RestClientException.class)
			.isThrownBy(() -> this.client.get().uri("/x").retrieve().body(Thing.class));
	}

	@Test
	void usesTheSessionWhenMutated() {
		RestClient mutated = this.client.mutate().defaultHeader("X-More", "1").build();
		mutated.get().uri("/x").retrieve().toBodilessEntity();
		assertThat(this.server.request()).matches(CredentialKind.BEARER::isIn);
		assertThat(this.server.request().header("X-Client")).isEqualTo("test");
		assertThat(this.server.request().header("X-More")).isEqualTo("1");
		assertThat(this.server.request().target()).isEqualTo("/v2/x?lang=en");
	}

	record Thing(String name) {

	}

}
