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

import java.util.List;

import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.UnknownContentTypeException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of XML bodies, with Jackson's XML module on the class path.
 */
class XmlTests {

	private static final String USER = "<user><login>octocat</login><id>7</id></user>";

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@ParameterizedTest
	@ValueSource(strings = { "application/xml", "text/xml; charset=utf-8", "application/atom+xml" })
	void isReadIntoRecord(String contentType) {
		try (Session session = builder().build()) {
			assertThat(get(session, USER, contentType).as(User.class)).isEqualTo(new User("octocat", 7));
		}
	}

	@Test
	void isReadIntoGenericType() {
		try (Session session = builder().build()) {
			List<User> users = get(session, "<users>" + USER + USER + "</users>", "application/xml")
				.as(new ParameterizedTypeReference<List<User>>() {
				});
			assertThat(users).containsExactly(new User("octocat", 7), new User("octocat", 7));
		}
	}

	@Test
	void isReadByEachOfSpringsFaces() {
		this.server.otherwise(reply(USER, "application/xml"));
		try (Session session = builder().build()) {
			assertThat(session.restClient().get().uri("/x").retrieve().body(User.class))
				.isEqualTo(new User("octocat", 7));
		}
	}

	@Test
	void isWrittenOnRequest() {
		this.server.otherwise(Reply.ok(""));
		try (Session session = builder().build()) {
			session.post("/x", (request) -> request.body(new User("octocat", 7), MediaType.APPLICATION_XML));
			session.post("/x", (request) -> request.body(new User("octocat", 7)));
		}
		assertThat(this.server.requests().get(0).header("Content-Type")).isEqualTo("application/xml");
		assertThat(this.server.requests().get(0).text()).contains("<login>octocat</login>", "<id>7</id>");
		assertThat(this.server.requests().get(1).header("Content-Type")).isEqualTo("application/json");
	}

	@Test
	void errorBodyIsNotReadIntoTheType() {
		this.server.otherwise(Reply.status(404).header("Content-Type", "application/xml").body(USER));
		try (Session session = builder().build()) {
			assertThatExceptionOfType(HttpClientErrorException.NotFound.class)
				.isThrownBy(() -> session.get("/x").as(User.class))
				.satisfies((ex) -> assertThat(ex.getResponseBodyAs(User.class)).isEqualTo(new User("octocat", 7)));
		}
	}

	@Test
	void invalidXmlFailsClearly() {
		try (Session session = builder().build()) {
			Response response = get(session, "<user><login>", "application/xml");
			assertThatExceptionOfType(RestClientException.class).isThrownBy(() -> response.as(User.class))
				.withMessageContaining("User");
		}
	}

	@Test
	void entityOutsideTheDocumentIsNotFetched() {
		this.server.on("/secret", Reply.ok("secret"));
		String body = "<!DOCTYPE user [<!ENTITY x SYSTEM \"" + this.server.url("/secret")
				+ "\">]><user><login>&x;</login><id>7</id></user>";
		try (Session session = builder().build()) {
			Response response = get(session, body, "application/xml");
			assertThatExceptionOfType(RestClientException.class).isThrownBy(() -> response.as(User.class));
		}
		assertThat(this.server.requests("/secret")).isEmpty();
	}

	@Test
	void isNotNeededForJson() {
		HttpMessageConverters jsonAlone = HttpMessageConverters.forClient()
			.addCustomConverter(new JacksonJsonHttpMessageConverter())
			.build();
		try (Session session = builder().messageConverters(jsonAlone).build()) {
			assertThat(get(session, "{\"login\":\"octocat\",\"id\":7}", "application/json").as(User.class))
				.isEqualTo(new User("octocat", 7));
			Response xml = get(session, USER, "application/xml");
			assertThat(xml.text()).isEqualTo(USER);
			assertThatExceptionOfType(UnknownContentTypeException.class).isThrownBy(() -> xml.as(User.class))
				.withMessageContaining("application/xml");
		}
	}

	private SessionBuilder builder() {
		return Session.builder("test").baseUrl(this.server.url());
	}

	private Response get(Session session, String body, String contentType) {
		this.server.otherwise(reply(body, contentType));
		return session.get("/x");
	}

	private static Reply reply(String body, String contentType) {
		return Reply.ok(body).header("Content-Type", contentType);
	}

	/**
	 * A user.
	 *
	 * @param login the login
	 * @param id the id
	 */
	record User(String login, int id) {

	}

}
