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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.sessions.testsupport.Httpbin;
import dev.sessions.testsupport.Httpbin.Echo;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of requests as httpbin parses them.
 */
class HttpbinRequestTests {

	@RegisterExtension
	static final Httpbin httpbin = new Httpbin();

	@AutoClose
	private Session session;

	@BeforeEach
	void build() {
		this.session = Session.builder("httpbin").baseUrl(httpbin.url()).build();
	}

	@Test
	void getSendsQueryAndHeaders() {
		Echo echo = this.session
			.get("/get?a={a}", (request) -> request.path("a", "1 & 2").param("b", "x", "ÿ").header("X-Mine", "mine"))
			.as(Echo.class);
		assertThat(echo.args()).isEqualTo(Map.of("a", "1 & 2", "b", List.of("x", "ÿ")));
		assertThat(echo.headers()).containsEntry("X-Mine", "mine");
		assertThat(echo.url()).startsWith(httpbin.url() + "/get?a=");
		assertThat(echo.origin()).isEqualTo("127.0.0.1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT", "PATCH", "DELETE" })
	void eachMethodSendsABody(String method) {
		Echo echo = this.session
			.send(HttpMethod.valueOf(method), "/" + method.toLowerCase(Locale.ROOT),
					(request) -> request.json(Map.of("name", "Zoë")))
			.as(Echo.class);
		assertThat(echo.json()).isEqualTo(Map.of("name", "Zoë"));
		assertThat(echo.headers()).containsEntry("Content-Type", "application/json");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "POST", "PUT", "PATCH", "DELETE", "TRACE" })
	void anythingReceivesTheMethod(String method) {
		Echo echo = this.session.send(HttpMethod.valueOf(method), "/anything/{some}/{thing}", "a/b", "c d")
			.as(Echo.class);
		assertThat(echo.method()).isEqualTo(method);
		assertThat(this.session.send(HttpMethod.valueOf(method), "/anything").as(Echo.class).url())
			.isEqualTo(httpbin.url() + "/anything");
	}

	@Test
	void headHasHeadersAndNoBody() {
		Response response = this.session.head("/get");
		assertThat(response.status().value()).isEqualTo(200);
		assertThat(response.headers().getContentLength()).isPositive();
		assertThat(response.bytes()).isEmpty();
	}

	@Test
	void optionsReturnsAllowedMethods() {
		assertThat(this.session.options("/get").headers().getAllow()).contains(HttpMethod.GET, HttpMethod.HEAD);
		assertThat(this.session.get("/post").status().value()).isEqualTo(405);
	}

	@Test
	void formIsUrlEncoded() {
		Echo echo = this.session
			.post("/post", (request) -> request.form("name", "Zoë & Co").form("tag", "1").form("tag", "2"))
			.as(Echo.class);
		assertThat(echo.form()).isEqualTo(Map.of("name", "Zoë & Co", "tag", List.of("1", "2")));
		assertThat(echo.headers().get("Content-Type")).startsWith("application/x-www-form-urlencoded");
	}

	@Test
	void multipartHasFilesAndFields(@TempDir Path directory) throws Exception {
		Path file = Files.writeString(directory.resolve("a \"file\".txt"), "content ÿ");
		Echo echo = this.session.post("/post", (request) -> request.multipart("file", file).multipart("note", "a note"))
			.as(Echo.class);
		assertThat(echo.files()).isEqualTo(Map.of("file", "content ÿ"));
		assertThat(echo.form()).isEqualTo(Map.of("note", "a note"));
	}

	@Test
	void bodyIsText() {
		Echo echo = this.session
			.put("/put", (request) -> request.body("a text", new MediaType("text", "plain", StandardCharsets.UTF_8)))
			.as(Echo.class);
		assertThat(echo.data()).isEqualTo("a text");
	}

	@Test
	void bodyIsBytes() {
		Echo echo = this.session
			.post("/post",
					(request) -> request.body(new byte[] { (byte) 0xFF, 0, 1 }, MediaType.APPLICATION_OCTET_STREAM))
			.as(Echo.class);
		assertThat(echo.data()).isEqualTo("data:application/octet-stream;base64,/wAB");
	}

	@Test
	void inspectionOfTheRequest() {
		this.session.headers((headers) -> headers.set("User-Agent", "mine/1.0"));
		assertThat(this.session.get("/user-agent").as(Httpbin.OBJECT)).isEqualTo(Map.of("user-agent", "mine/1.0"));
		assertThat(this.session.get("/ip").as(Httpbin.OBJECT)).isEqualTo(Map.of("origin", "127.0.0.1"));
		assertThat(this.session.get("/headers", (request) -> request.accept(MediaType.APPLICATION_JSON)).text())
			.contains("\"Accept\":\"application/json\"")
			.contains("\"User-Agent\":\"mine/1.0\"")
			.contains("\"Accept-Encoding\":\"gzip, ");
	}

}
