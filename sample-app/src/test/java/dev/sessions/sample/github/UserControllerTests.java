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

package dev.sessions.sample.github;

import dev.sessions.Session;
import dev.sessions.test.Cassette;
import dev.sessions.test.SessionsTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UserController} and the declarative client of GitHub, with a
 * recording. To record it again, start the sample and set {@code UPSTREAM_URL} to the
 * address of its embedded APIs.
 */
@SessionsTest(value = UserController.class, properties = "upstream.url=${UPSTREAM_URL:https://upstream.invalid}")
@Cassette(session = "github", file = "github-user.har")
class UserControllerTests {

	@Autowired
	private UserController controller;

	@Test
	void showsWhoseTokenTheSessionHas() {
		assertThat(this.controller.user()).isEqualTo(new User("octocat", "The Octocat"));
	}

	@Test
	void declarativeClientReadsTheSame(@Autowired @Qualifier("github") Session github) {
		assertThat(github.service(GithubUsers.class).current().getBody()).isEqualTo(new User("octocat", "The Octocat"));
	}

}
