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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;

import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpHeaders;
import org.springframework.web.client.RestClientResponseException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Verifies that exceptions, redirects and headers can be serialized, as Spring's can.
 */
class SerializationTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@Test
	void headers() throws Exception {
		this.server.otherwise(Reply.ok("").header("X-A", "1").header("x-a", "2").header("Content-Type", "odd"));
		try (Session session = session()) {
			HttpHeaders headers = session.get("/").headers();
			HttpHeaders copy = copy(headers);
			assertThat(copy).isEqualTo(headers);
			assertThat(copy.get("x-A")).containsExactly("1", "2");
			assertThat(copy.getContentType()).isEqualTo(headers.getContentType());
			assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> copy.add("X-B", "3"));
		}
	}

	@Test
	void tooManyRedirects() throws Exception {
		this.server.otherwise(Reply.redirect(302, "/again").header("X-A", "1"));
		try (Session session = session()) {
			TooManyRedirectsException ex = catchThrowableOfType(TooManyRedirectsException.class,
					() -> session.get("/"));
			TooManyRedirectsException copy = copy(ex);
			assertThat(copy.history()).isEqualTo(ex.history());
			assertThat(copy).hasMessage(ex.getMessage());
			assertThat(copy.elapsed()).isEqualTo(ex.elapsed());
		}
	}

	@Test
	void statusExceptions() throws Exception {
		this.server.otherwise(Reply.status(404).header("X-A", "1").body("none"));
		try (Session session = session()) {
			RestClientResponseException ex = catchThrowableOfType(RestClientResponseException.class,
					() -> session.get("/").raiseForStatus());
			assertThat(copy(ex).getResponseHeaders()).isEqualTo(ex.getResponseHeaders());
			assertThat(copy(ex).getResponseBodyAsString()).isEqualTo("none");
			RestClientResponseException springs = catchThrowableOfType(RestClientResponseException.class,
					() -> session.restClient().get().uri("/").retrieve().toBodilessEntity());
			assertThat(copy(springs).getResponseHeaders()).isEqualTo(springs.getResponseHeaders());
		}
	}

	private Session session() {
		return Session.builder("test").baseUrl(this.server.url()).build();
	}

	@SuppressWarnings("unchecked")
	private static <T> T copy(T object) throws IOException, ClassNotFoundException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
			out.writeObject(object);
		}
		try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
			return (T) in.readObject();
		}
	}

}
