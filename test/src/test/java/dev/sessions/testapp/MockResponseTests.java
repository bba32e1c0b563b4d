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

package dev.sessions.testapp;

import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.sessions.Response;
import dev.sessions.Session;
import dev.sessions.test.MockResponse;
import org.junit.jupiter.api.Test;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.client.HttpClientErrorException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link MockResponse}.
 */
class MockResponseTests {

	@Test
	void sessionIsMockedWithMockito() {
		Session github = mock(Session.class);
		given(github.get("/users/{login}", "octocat"))
			.willReturn(MockResponse.ok().json("{\"login\": \"octocat\", \"id\": 1}").build());
		assertThat(new GitHubClient(github).user("octocat")).isEqualTo(new User("octocat", 1));
	}

	@Test
	void objectIsWrittenAsJson() {
		Response response = MockResponse.ok().json(List.of(new User("a", 1), new User("b", 2))).build();
		assertThat(response.as(new ParameterizedTypeReference<List<User>>() {
		})).extracting(User::login).containsExactly("a", "b");
		assertThat(response.contentType()).isEqualTo(MediaType.APPLICATION_JSON);
	}

	@Test
	void errorStatusIsThrown() {
		Response response = MockResponse.status(404).text("not here").build();
		assertThat(response.ok()).isFalse();
		assertThat(response.status()).isEqualTo(HttpStatus.NOT_FOUND);
		assertThat(response.text()).isEqualTo("not here");
		assertThatExceptionOfType(HttpClientErrorException.NotFound.class).isThrownBy(() -> response.as(User.class));
	}

	@Test
	void headersAreReadAsUsual() {
		Response response = MockResponse.ok()
			.uri("https://api.github.invalid/users?page=1")
			.header("Link", "<https://api.github.invalid/users?page=2>; rel=\"next\"")
			.header("Set-Cookie", "a=1", "b=2")
			.headers((headers) -> headers.set("X-A", "1"))
			.build();
		assertThat(response.uri()).hasToString("https://api.github.invalid/users?page=1");
		assertThat(response.links().get("next").uri()).hasToString("https://api.github.invalid/users?page=2");
		assertThat(response.cookies()).hasSize(2);
		assertThat(response.headers().getFirst("X-A")).isEqualTo("1");
		assertThat(response.attempts()).isOne();
		assertThat(response.history()).isEmpty();
	}

	@Test
	void anyStatusFromTwoHundredIsReturned() {
		for (int status : new int[] { 201, 204, 301, 302, 304, 307, 401, 407, 408, 417, 429, 500, 503 }) {
			assertThat(MockResponse.status(status).header("Location", "/x").build().status().value()).isEqualTo(status);
		}
		assertThatIllegalArgumentException().isThrownBy(() -> MockResponse.status(100));
	}

	@Test
	void bytesAreKept() {
		byte[] bytes = "\u00e4".getBytes(StandardCharsets.ISO_8859_1);
		assertThat(MockResponse.ok().body(bytes, MediaType.APPLICATION_OCTET_STREAM).build().bytes()).isEqualTo(bytes);
		assertThat(MockResponse.ok().text("\u00e4").build().text()).isEqualTo("\u00e4");
	}

}
