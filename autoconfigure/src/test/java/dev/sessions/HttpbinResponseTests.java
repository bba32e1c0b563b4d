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
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import dev.sessions.testsupport.Httpbin;
import dev.sessions.testsupport.Httpbin.Echo;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.MediaType;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClientResponseException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of statuses, redirects and bodies of httpbin.
 */
class HttpbinResponseTests {

	@RegisterExtension
	static final Httpbin httpbin = new Httpbin();

	@AutoClose
	private Session session;

	@BeforeEach
	void build() {
		this.session = Session.builder("httpbin")
			.baseUrl(httpbin.url())
			.retry((retry) -> retry.withMaxAttempts(1))
			.build();
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 201, 202, 203, 204, 205, 206, 304, 400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410,
			418, 422, 429, 451, 500, 501, 502, 503, 504, 599 })
	void errorStatusIsNoException(int status) {
		Response response = this.session.get("/status/{status}", status);
		assertThat(response.status().value()).isEqualTo(status);
		assertThat(response.ok()).isEqualTo(status < 400);
		assertThat(this.session.post("/status/{status}", status).status().value()).isEqualTo(status);
		if (status >= 400) {
			assertThatExceptionOfType(RestClientResponseException.class).isThrownBy(response::raiseForStatus)
				.satisfies((error) -> assertThat(error.getStatusCode().value()).isEqualTo(status));
		}
		else {
			assertThat(response.raiseForStatus()).isSameAs(response);
		}
	}

	@Test
	void retriedStatus() {
		try (Session retrying = Session.builder("httpbin")
			.baseUrl(httpbin.url())
			.retry((retry) -> retry.withBackoff(retry.backoff().withDelay(Duration.ZERO)))
			.build()) {
			assertThat(retrying.get("/status/503").attempts()).isEqualTo(3);
			assertThat(retrying.post("/status/503").attempts()).isEqualTo(1);
			assertThat(retrying.get("/status/500").attempts()).isEqualTo(1);
		}
	}

	@Test
	void errorIsNotDecoded() {
		assertThatExceptionOfType(HttpClientErrorException.NotAcceptable.class)
			.isThrownBy(() -> this.session.get("/status/406").as(Httpbin.OBJECT))
			.satisfies((error) -> assertThat(error.getResponseBodyAsString()).contains("image/webp"));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "/redirect/5", "/relative-redirect/5", "/absolute-redirect/5", "/redirect/5?absolute=true" })
	void redirectsAreFollowed(String path) {
		Response response = this.session.get(path);
		assertThat(response.status().value()).isEqualTo(200);
		assertThat(response.uri()).hasToString(httpbin.url() + "/get");
		assertThat(response.history()).hasSize(5).allMatch((redirect) -> redirect.status().value() == 302);
		assertThat(response.history().get(0).uri()).hasToString(httpbin.url() + path);
	}

	@Test
	void redirectsHaveALimit() {
		assertThatExceptionOfType(TooManyRedirectsException.class).isThrownBy(() -> this.session.get("/redirect/21"))
			.satisfies((error) -> assertThat(error.history()).hasSize(20));
		Response first = this.session.get("/redirect/21", (request) -> request.followRedirects(false));
		assertThat(first.status().value()).isEqualTo(302);
		assertThat(first.headers().getFirst("Location")).isEqualTo("/relative-redirect/20");
	}

	@ParameterizedTest
	@CsvSource({ "301, GET, ''", "302, GET, ''", "303, GET, ''", "307, POST, body", "308, POST, body" })
	void redirectOfAPost(int status, String method, String body) {
		Echo echo = this.session
			.post("/redirect-to",
					(request) -> request.param("url", "/anything")
						.param("status_code", status)
						.body("body", MediaType.TEXT_PLAIN))
			.as(Echo.class);
		assertThat(echo.method()).isEqualTo(method);
		assertThat(echo.data()).isEqualTo(body);
		assertThat(echo.headers().containsKey("Content-Type")).isEqualTo(method.equals("POST"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 301, 302, 303, 307 })
	void statusOfARedirect(int status) {
		assertThat(this.session.get("/status/{status}", status).history()).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "gzip", "deflate" })
	void compressedBodyIsDecoded(String coding) {
		Response response = this.session.get("/" + coding);
		assertThat(response.as(Httpbin.OBJECT)).containsEntry(coding.equals("gzip") ? "gzipped" : "deflated", true)
			.containsEntry("method", "GET");
		assertThat(response.headers().containsHeader("Content-Encoding")).isFalse();
	}

	/**
	 * HttpClient decodes Brotli if its optional library is present; a session requests it
	 * only then. httpbin sends it anyway.
	 */
	@Test
	void brotliIsNotDecodedWithoutItsLibrary() {
		String asked = String.valueOf(this.session.get("/get").as(Echo.class).headers().get("Accept-Encoding"));
		assertThat(asked).isEqualTo("gzip, deflate");
		Response response = this.session.get("/brotli");
		assertThat(response.headers().getFirst("Content-Encoding")).isEqualTo("br");
		assertThat(response.bytes()).hasSize((int) response.headers().getContentLength());
	}

	@ParameterizedTest
	@ValueSource(strings = { "jpeg", "png", "webp", "svg" })
	void imageIsBytes(String kind) {
		String type = "image/" + (kind.equals("svg") ? "svg+xml" : kind);
		Response direct = this.session.get("/image/" + kind);
		assertThat(direct.contentType()).hasToString(type);
		String start = new String(direct.bytes(), 0, 16, StandardCharsets.ISO_8859_1);
		assertThat(start.toLowerCase(Locale.ROOT)).containsAnyOf("jfif", "png", "webp", "<svg");
		Response negotiated = this.session.get("/image", (request) -> request.accept(MediaType.parseMediaType(type)));
		assertThat(negotiated.bytes()).isEqualTo(direct.bytes());
	}

	@Test
	void imageOfNoAcceptableType() {
		assertThat(this.session.get("/image", (request) -> request.accept(MediaType.TEXT_PLAIN)).status().value())
			.isEqualTo(406);
	}

	/**
	 * Debian's package omits the text of the encoding demo.
	 */
	@ParameterizedTest
	@CsvSource({ "/html, text/html, Herman Melville", "/xml, application/xml, <slideshow",
			"/robots.txt, text/plain, Disallow: /deny", "/deny, text/plain, YOU SHOULDN'T BE HERE",
			"/forms/post, text/html, <form", "/encoding/utf8, text/html, Not much going on here",
			"/, text/html, httpbin" })
	void textOfEachType(String path, String type, String part) {
		Response response = this.session.get(path);
		assertThat(response.contentType()).matches((actual) -> actual.isCompatibleWith(MediaType.valueOf(type)));
		assertThat(response.text()).contains(part);
		assertThat(response.as(String.class)).isEqualTo(response.text());
	}

	@Test
	void uuidAndBase64() {
		Map<?, ?> body = this.session.get("/uuid").as(Httpbin.OBJECT);
		assertThat(UUID.fromString((String) body.get("uuid")).version()).isEqualTo(4);
		String encoded = Base64.getUrlEncoder().encodeToString("Zoë?".getBytes(StandardCharsets.UTF_8));
		assertThat(this.session.get("/base64/{value}", encoded).text()).isEqualTo("Zoë?");
	}

	@Test
	void etagIsCompared() {
		assertThat(this.session.get("/etag/abc").headers().getFirst("ETag")).isEqualTo("abc");
		Response same = this.session.get("/etag/abc", (request) -> request.header("If-None-Match", "\"abc\""));
		assertThat(same.status().value()).isEqualTo(304);
		assertThat(same.bytes()).isEmpty();
		assertThat(this.session.get("/etag/abc", (request) -> request.header("If-None-Match", "\"other\"")).ok())
			.isTrue();
		assertThat(this.session.get("/etag/abc", (request) -> request.header("If-Match", "\"other\"")).status().value())
			.isEqualTo(412);
	}

	@Test
	void cache() {
		Response fresh = this.session.get("/cache");
		String modified = fresh.headers().getFirst("Last-Modified");
		assertThat(
				this.session.get("/cache", (request) -> request.header("If-Modified-Since", modified)).status().value())
			.isEqualTo(304);
		assertThat(this.session.get("/cache/{seconds}", 60).headers().getCacheControl()).contains("max-age=60");
	}

	@Test
	void headersOfTheResponse() {
		Response response = this.session.get("/response-headers",
				(request) -> request.param("X-One", "1").param("X-Two", "a", "b"));
		assertThat(response.headers().getFirst("x-one")).isEqualTo("1");
		assertThat(response.headers().get("X-Two")).containsExactly("a", "b");
		assertThat(this.session.post("/response-headers?X-One=ok").headers().getFirst("X-One")).isEqualTo("ok");
		Response linked = this.session.get("/response-headers",
				(request) -> request.param("Link", "</get?page=2>; rel=\"next\""));
		assertThat(linked.links().get("next").uri()).hasToString(httpbin.url() + "/get?page=2");
	}

	@Test
	void linksOfPageAreNoLinkHeaders() {
		Response page = this.session.get("/links/3");
		assertThat(page.uri()).hasToString(httpbin.url() + "/links/3/0");
		assertThat(page.text()).contains("<a href='/links/3/2'>");
		assertThat(page.links()).isEmpty();
		assertThat(this.session.get("/links/{n}/{offset}", 3, 2).text()).contains("<a href='/links/3/0'>");
	}

}
