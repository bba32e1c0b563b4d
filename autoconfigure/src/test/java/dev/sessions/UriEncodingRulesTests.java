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
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.ReceivedRequest;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.web.client.RestTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Verifies that the URI on the wire is ASCII for every face.
 */
class UriEncodingRulesTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final Session session = Session.builder("test").baseUrl(this.server.url()).build();

	@BeforeEach
	void answer() {
		this.server.otherwise(Reply.ok("ok"));
	}

	@ParameterizedTest(name = "{0} at {3}")
	@MethodSource("urisAndFaces")
	@DisplayName("RULE 40: characters beyond ASCII are percent-encoded as UTF-8, legal ASCII is unchanged")
	void uri(String row, String path, String target, Face face) throws IOException {
		face.get(this.session, this.server.url(path));
		assertThat(this.server.request().target()).as(row).isEqualTo(target);
	}

	static Stream<Arguments> urisAndFaces() {
		List<List<String>> rows = List.of(
				List.of("uri-cjk", "/\u6771\u4eac?q=\u20ac", "/%E6%9D%B1%E4%BA%AC?q=%E2%82%AC"),
				List.of("uri-latin", "/caf\u00e9?q=\u00e4", "/caf%C3%A9?q=%C3%A4"),
				List.of("uri-emoji", "/\ud83d\ude00?\ud83d\ude00", "/%F0%9F%98%80?%F0%9F%98%80"),
				List.of("uri-mixed-with-escapes", "/%41%e4\u00e9?a=%2B\u00e9", "/%41%e4%C3%A9?a=%2B%C3%A9"),
				List.of("uri-ascii-kept", "/a%20b//c;x=1?y=a+b&z[]=1", "/a%20b//c;x=1?y=a+b&z[]=1"),
				List.of("uri-all-legal", "/-._~!$&'()*+,;=:@/%2f?-._~!$&'()*+,;=:@/?[]%2F",
						"/-._~!$&'()*+,;=:@/%2f?-._~!$&'()*+,;=:@/?[]%2F"));
		return rows.stream()
			.flatMap((row) -> Stream.of(Face.values())
				.map((face) -> Arguments.of(row.get(0), row.get(1), row.get(2), face)));
	}

	@ParameterizedTest
	@MethodSource("otherFaces")
	@DisplayName("RULE 40: the same applies to the other methods of a session")
	void otherMethods(BiConsumer<Session, URI> call) {
		call.accept(this.session, URI.create(this.server.url("/\u6771?q=\u20ac#\u00e4")));
		assertThat(this.server.requests()).isNotEmpty()
			.extracting(ReceivedRequest::target)
			.containsOnly("/%E6%9D%B1?q=%E2%82%AC");
	}

	static Stream<Named<BiConsumer<Session, URI>>> otherFaces(@TempDir Path folder) {
		return Stream.of(Named.of("stream", (session, uri) -> session.stream(HttpMethod.GET, uri, (request) -> {
		}, StreamedResponse::status)), Named.of("stream of a template",
				(session, uri) -> session.stream(HttpMethod.GET, uri.toString(), (request) -> {
				}, StreamedResponse::status)),
				Named.of("download", (session, uri) -> session.download(uri, folder.resolve("a"), (request) -> {
				})), Named.of("download of a template",
						(session, uri) -> session.download(uri.toString(), folder.resolve("b"), (request) -> {
						})),
				Named.of("pages", (session, uri) -> session.pages(uri, (request) -> {
				}).forEach(Response::text)), Named.of("template", (session, uri) -> session.get(uri.toString())),
				Named.of("template of the RestClient (uri-rest-client)",
						(session, uri) -> session.restClient().get().uri(uri.toString()).retrieve().toBodilessEntity()),
				Named.of("uri-rest-client",
						(session, uri) -> session.restClient().get().uri(uri).retrieve().toBodilessEntity()),
				Named.of("builder of the RestClient",
						(session, uri) -> session.restClient()
							.get()
							.uri((builder) -> builder.path("/\u6771").queryParam("q", "\u20ac").build())
							.retrieve()
							.toBodilessEntity()),
				Named.of("template of the RestTemplate",
						(session, uri) -> new RestTemplate(session.unwrap(ClientHttpRequestFactory.class))
							.getForObject(uri.toString(), String.class)),
				Named.of("relative URI", (session, uri) -> session.get(URI.create("/\u6771?q=\u20ac"))),
				Named.of("parameter",
						(session, uri) -> session.get("/\u6771", (request) -> request.param("q", "\u20ac"))),
				Named.of("variables", (session, uri) -> session.get("/{x}?q={y}", "\u6771", "\u20ac")));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '~', textBlock = """
			/a|b ~ /a%7Cb
			/a"b ~ /a%22b
			/a^b`c ~ /a%5Eb%60c
			/a<b>c ~ /a%3Cb%3Ec
			/a b ~ /a%20b
			/a[1] ~ /a%5B1%5D
			/100% ~ /100%25
			/a%2 ~ /a%252
			/a%zz ~ /a%25zz
			/a%\u0663\u0661 ~ /a%25%D9%A3%D9%A1
			/a?q=[1]|2 ~ /a?q=[1]%7C2
			/a?q=100% ~ /a?q=100%25
			/a?q="x" ~ /a?q=%22x%22
			""")
	@DisplayName("RULE 40: characters that browsers tolerate are encoded in templates and in requests of HttpClient")
	void tolerated(String path, String target) throws IOException {
		this.session.get(path);
		this.session.get(this.server.url(path));
		this.session.restClient().get().uri(path).retrieve().toBodilessEntity();
		BasicClassicHttpRequest request = new BasicClassicHttpRequest("GET", "/");
		request.setPath(path);
		this.session.unwrap(HttpClient.class)
			.execute(new HttpHost("http", "127.0.0.1", this.server.port()), request, (response) -> response.getCode());
		assertThat(this.server.requests()).hasSize(4).extracting(ReceivedRequest::target).containsOnly(target);
	}

	@ParameterizedTest
	@CsvSource({ "/p?x={x}&z[]=1, /p?x=v&z[]=1", "/p?x={x}|[], /p?x=v%7C[]", "/[{x}], /%5Bv%5D",
			"/{x}/[]?[]={x}[], /v/%5B%5D?[]=v[]" })
	@DisplayName("RULE 40: brackets around a variable are kept in a query")
	void bracketsAroundVariables(String template, String target) {
		this.session.get(template, (request) -> request.path("x", "v"));
		assertThat(this.server.request().target()).isEqualTo(target);
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource({ "uri-base-url, /\u6771\u00e4, /%E6%9D%B1%C3%A4/x", "base-url-pipe, /a|b c, /a%7Cb%20c/x",
			"base-url-braces, '/{a}\"^`<>[1]/', /%7Ba%7D%22%5E%60%3C%3E%5B1%5D/x", "base-url-percent, /100%, /100%25/x",
			"base-url-kept, /a%2Fb;c=1, /a%2Fb;c=1/x" })
	@DisplayName("RULE 40: the path of a base URL is encoded")
	void baseUrl(String row, String path, String target) {
		try (Session below = Session.builder("below").baseUrl(this.server.url(path)).build()) {
			below.get("/x");
			below.restClient().get().uri("/x").retrieve().toBodilessEntity();
			below.restClient().get().uri((builder) -> builder.path("/x").build()).retrieve().toBodilessEntity();
			try (Session fork = below.fork()) {
				fork.get("x");
			}
		}
		assertThat(this.server.requests()).as(row).hasSize(4).extracting(ReceivedRequest::target).containsOnly(target);
	}

	@Test
	@DisplayName("a mount's prefix is compared in its form on the wire")
	void mountBeyondAscii() {
		try (Session mounted = Session.builder("mounted")
			.baseUrl(this.server.url("/\u00e4"))
			.mount("/\u6771", (mount) -> mount.redirects((redirects) -> redirects.withFollow(false)))
			.build()) {
			this.server.otherwise(Reply.redirect(302, "/y"));
			assertThat(mounted.get("/\u6771/x").status().value()).isEqualTo(302);
		}
		assertThat(this.server.request().target()).isEqualTo("/%C3%A4/%E6%9D%B1/x");
	}

	@Test
	@DisplayName("a plus in a template is kept (template-plus)")
	void templatePlus() {
		this.session.get("/p?tz=+01:00&q=a b&x=a%2Bb");
		assertThat(this.server.request().target()).isEqualTo("/p?tz=+01:00&q=a%20b&x=a%2Bb");
	}

	@Test
	@DisplayName("RestClient encodes variables as a session does (rest-client-variables)")
	void restClientVariables() {
		this.session.restClient().get().uri("/x?tz={tz}&l={l}", "+01:00", "a,b").retrieve().toBodilessEntity();
		assertThat(this.server.request().target()).isEqualTo("/x?tz=%2B01%3A00&l=a%2Cb");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\ud83d", "\ude00", "\ude00\ud83d", "\ud83dx", "x\ud83d" })
	@DisplayName("RULE 40: an unpaired surrogate is refused, not replaced by a question mark")
	void unpairedSurrogate(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.session.get("/" + text));
		assertThatIllegalArgumentException().isThrownBy(() -> this.session.get("/{x}", text));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.session.get("/", (request) -> request.param("q", text)));
		assertThatIllegalArgumentException().isThrownBy(() -> this.session.get(URI.create("/" + text)));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.session.get(URI.create(this.server.url("/" + text))));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Session.builder("x").baseUrl(this.server.url("/" + text)));
		assertThat(this.server.accepted()).isZero();
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("a fragment is not sent")
	void fragmentIsNotSent(Face face) throws IOException {
		face.get(this.session, this.server.url("/a?b#c?d/e"));
		assertThat(this.server.request().target()).isEqualTo("/a?b");
	}

}
