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

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.sessions.Response;
import dev.sessions.Session;
import dev.sessions.testsupport.Httpbin;
import dev.sessions.testsupport.Httpbin.Echo;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of request bodies and of streamed response bodies.
 */
class BodyTests {

	@RegisterExtension
	static final Httpbin httpbin = new Httpbin();

	@TempDir
	private Path directory;

	@AutoClose
	private Session example;

	@BeforeEach
	void build() {
		this.example = Session.builder("example").baseUrl(httpbin.url()).build();
	}

	@Test
	void sendsAForm() {
		Session session = this.example;
		// tag::form[]
		Response response = session.post("/post",
				(request) -> request.form("key1", "value1").form(Map.of("key2", List.of("value2", "value3"))));
		// end::form[]
		assertThat(response.as(Echo.class).form())
			.isEqualTo(Map.of("key1", "value1", "key2", List.of("value2", "value3")));
	}

	@Test
	void sendsJson() {
		Session session = this.example;
		// tag::send-json[]
		Response response = session.post("/post", (request) -> request.json(Map.of("some", "data")));
		Response asText = session.post("/post",
				(request) -> request.body("{\"some\": \"data\"}", MediaType.APPLICATION_JSON));
		// end::send-json[]
		assertThat(response.as(Echo.class).json()).isEqualTo(Map.of("some", "data"));
		assertThat(asText.as(Echo.class).json()).isEqualTo(Map.of("some", "data"));
	}

	@Test
	void sendsAFile() throws IOException {
		Session session = this.example;
		Path report = Files.writeString(this.directory.resolve("report.csv"), "some,data");
		// tag::file[]
		Response response = session.post("/post", (request) -> request.multipart("file", report));
		// end::file[]
		assertThat(response.as(Echo.class).files()).isEqualTo(Map.of("file", "some,data"));
	}

	@Test
	void sendsAPartWithHeaders() {
		try (ScriptedServer server = ScriptedServer.start().otherwise(Reply.ok("received"));
				Session session = Session.builder("example").baseUrl(server.url()).build()) {
			// tag::part[]
			Response response = session.post("/post",
					(request) -> request.part("file",
							(part) -> part.filename("report.csv")
								.contentType(new MediaType("text", "csv"))
								.header("Expires", "0")
								.body("some,data")));
			// end::part[]
			assertThat(response.text()).isEqualTo("received");
			assertThat(server.request().text()).contains("filename=\"report.csv\"", "Expires: 0", "text/csv",
					"some,data");
		}
	}

	@Test
	void sendsSeveralFiles() throws IOException {
		Path front = Files.writeString(this.directory.resolve("front.png"), "front");
		Path back = Files.writeString(this.directory.resolve("back.png"), "back");
		try (ScriptedServer server = ScriptedServer.start().otherwise(Reply.ok(""));
				Session session = Session.builder("example").baseUrl(server.url()).build()) {
			// tag::files[]
			session.post("/post", (request) -> request.multipart("images", front).multipart("images", back));
			// end::files[]
			assertThat(server.request().text()).contains("name=\"images\"; filename=\"front.png\"",
					"name=\"images\"; filename=\"back.png\"", "image/png");
		}
	}

	@Test
	void sendsAFileOfAnySize() throws IOException {
		Session session = this.example;
		Path video = Files.writeString(this.directory.resolve("video"), "frames");
		// tag::upload[]
		Response response = session.post("/post", (request) -> request.body(video));
		// end::upload[]
		assertThat(response.as(Echo.class).headers()).containsEntry("Content-Length", "6");
	}

	@Test
	void sendsBodyOfUnknownLength() throws IOException {
		try (ScriptedServer server = ScriptedServer.start().otherwise(Reply.ok(""));
				Session session = Session.builder("example").baseUrl(server.url()).build();
				InputStream source = InputStream.nullInputStream()) {
			// tag::chunked[]
			session.post("/post", (request) -> request.body(source));
			// end::chunked[]
			assertThat(server.request().header("Transfer-Encoding")).isEqualTo("chunked");
		}
	}

	@Test
	void writesTheBodyToAFile() throws IOException {
		Session session = this.example;
		Path target = this.directory.resolve("target");
		// tag::download[]
		session.download("/bytes/100000", target);
		// end::download[]
		assertThat(target).hasSize(100_000);
	}

	@Test
	void readsTheBodyOnArrival() {
		Session session = this.example;
		Path target = this.directory.resolve("target");
		// tag::raw[]
		long size = session.stream(HttpMethod.GET, "/stream-bytes/100000", (request) -> {
		}, (response) -> Files.copy(response.body(), target));
		// end::raw[]
		assertThat(size).isEqualTo(100_000);
	}

	@Test
	void decidesOnTheHead() {
		Session session = this.example;
		// tag::workflow[]
		String text = session.stream(HttpMethod.GET, "/bytes/100000", (request) -> {
		}, (response) -> {
			if (response.headers().getContentLength() > 10_000) {
				return "too long";
			}
			return new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
		});
		// end::workflow[]
		assertThat(text).isEqualTo("too long");
	}

	@Test
	void readsLines() {
		Session session = this.example;
		// tag::lines[]
		List<String> lines = session.stream(HttpMethod.GET, "/stream/20", (request) -> {
		}, (response) -> response.lines().filter((line) -> !line.isEmpty()).toList());
		// end::lines[]
		assertThat(lines).hasSize(20);
	}

}
