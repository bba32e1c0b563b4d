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

package dev.sessions.fromrequests;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.sessions.ConnectFailedException;
import dev.sessions.Redirect;
import dev.sessions.Response;
import dev.sessions.Session;
import dev.sessions.TotalTimeoutException;
import dev.sessions.testsupport.Httpbin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClientException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * First steps: a request and its response.
 */
class QuickstartTests {

	@RegisterExtension
	static final Httpbin httpbin = new Httpbin();

	@AutoClose
	private Session example;

	@BeforeEach
	void build() {
		this.example = Session.builder("example").baseUrl(httpbin.url()).build();
	}

	@Test
	void makesRequests() {
		String url = httpbin.url();
		// tag::make-requests[]
		Session session = Session.builder("example").baseUrl(url).build();
		Response get = session.get("/get");
		Response post = session.post("/post", (request) -> request.form("key", "value"));
		Response put = session.put("/put", (request) -> request.form("key", "value"));
		Response delete = session.delete("/delete");
		Response head = session.head("/get");
		Response options = session.options("/get");
		// end::make-requests[]
		assertThat(List.of(get, post, put, delete, head, options)).allMatch(Response::ok);
		session.close();
	}

	@Test
	void passesParameters() {
		Session session = this.example;
		// tag::parameters[]
		Response response = session.get("/get",
				(request) -> request.param("key1", "value1").param("key2", "value2", "value3"));
		URI uri = response.uri();
		// end::parameters[]
		assertThat(uri).hasToString(httpbin.url() + "/get?key1=value1&key2=value2&key2=value3");
	}

	@Test
	void fillsThePath() {
		Session session = this.example;
		// tag::path[]
		Response response = session.get("/anything/{user}/{file}", "ann", "a/b.txt");
		// end::path[]
		assertThat(response.uri()).hasToString(httpbin.url() + "/anything/ann/a%2Fb.txt");
	}

	@Test
	void readsText() {
		Session session = this.example;
		// tag::text[]
		Response response = session.get("/html");
		String text = response.text();
		String readOtherwise = new String(response.bytes(), StandardCharsets.ISO_8859_1);
		// end::text[]
		assertThat(text).contains("Herman Melville");
		assertThat(readOtherwise).contains("Herman Melville");
	}

	@Test
	void readsBytes() {
		Session session = this.example;
		// tag::bytes[]
		byte[] bytes = session.get("/bytes/1024").bytes();
		// end::bytes[]
		assertThat(bytes).hasSize(1024);
	}

	@Test
	void readsJson() {
		Session session = this.example;
		// tag::json[]
		Address address = session.get("/ip").as(Address.class);
		JsonNode tree = session.get("/ip").as(JsonNode.class);
		Map<String, Object> map = session.get("/ip").as(new ParameterizedTypeReference<>() {
		});
		// end::json[]
		assertThat(address).isEqualTo(new Address("127.0.0.1"));
		assertThat(tree.get("origin").asString()).isEqualTo("127.0.0.1");
		assertThat(map).containsEntry("origin", "127.0.0.1");
	}

	@Test
	void sendsHeaders() {
		Session session = this.example;
		// tag::headers[]
		Response response = session.get("/headers",
				(request) -> request.header("User-Agent", "orders/1.0").accept(MediaType.APPLICATION_JSON));
		// end::headers[]
		assertThat(response.text()).contains("orders/1.0", "\"Accept\":\"application/json\"");
	}

	@Test
	void knowsTheStatus() {
		Session session = this.example;
		// tag::status[]
		Response response = session.get("/status/404");
		int code = response.status().value();
		boolean missing = response.status().isSameCodeAs(HttpStatus.NOT_FOUND);
		boolean ok = response.ok();
		// end::status[]
		assertThat(code).isEqualTo(404);
		assertThat(missing).isTrue();
		assertThat(ok).isFalse();
	}

	@Test
	void raisesForTheStatus() {
		assertThatExceptionOfType(HttpClientErrorException.NotFound.class).isThrownBy(() -> raise(this.example));
	}

	private void raise(Session session) {
		// tag::raise[]
		session.get("/status/404").raiseForStatus();
		// end::raise[]
	}

	@Test
	void readsHeaders() {
		Session session = this.example;
		// tag::response-headers[]
		Response response = session.get("/get");
		String server = response.headers().getFirst("server");
		MediaType type = response.contentType();
		// end::response-headers[]
		assertThat(server).isNotEmpty();
		assertThat(type).isEqualTo(MediaType.APPLICATION_JSON);
	}

	@Test
	void followsRedirects() {
		Session session = this.example;
		// tag::redirects[]
		Response response = session.get("/redirect/2");
		List<Redirect> history = response.history();
		Response first = session.get("/redirect/2", (request) -> request.followRedirects(false));
		URI next = first.headers().getLocation();
		// end::redirects[]
		assertThat(response.status()).isEqualTo(HttpStatus.OK);
		assertThat(history).extracting((redirect) -> redirect.status().value()).containsExactly(302, 302);
		assertThat(first.status()).isEqualTo(HttpStatus.FOUND);
		assertThat(next).hasToString("/relative-redirect/1");
	}

	@Test
	void headFollowsRedirectsToo() {
		assertThat(this.example.head("/redirect/1").status()).isEqualTo(HttpStatus.OK);
	}

	@Test
	void limitsTheTime() {
		assertThatExceptionOfType(TotalTimeoutException.class).isThrownBy(() -> waitNoLonger(this.example));
	}

	private void waitNoLonger(Session session) {
		// tag::timeout[]
		session.get("/delay/5", (request) -> request.timeout(Duration.ofMillis(500)));
		// end::timeout[]
	}

	@Test
	void distinguishesFailures() {
		assertThat(read(this.example, "/ip")).contains("origin");
		assertThat(read(this.example, "/status/404")).isEqualTo("none");
		assertThat(read(this.example, "http://127.0.0.1:1/")).isEqualTo("unreachable");
		assertThat(read(this.example, "/status/500")).isNull();
	}

	private @Nullable String read(Session session, String uri) {
		// tag::errors[]
		try {
			return session.get(uri).raiseForStatus().text();
		}
		catch (HttpClientErrorException.NotFound ex) {
			return "none";
		}
		catch (ConnectFailedException ex) {
			return "unreachable";
		}
		catch (RestClientException ex) {
			return null;
		}
		// end::errors[]
	}

	// tag::json-type[]
	record Address(String origin) {

	}
	// end::json-type[]

}
