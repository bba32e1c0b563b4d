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

package dev.sessions.benchmarks;

import java.util.List;

/**
 * The record that the server sends and receives.
 *
 * @param id the numeric ID
 * @param login the login name
 * @param name the display name
 * @param email the email address
 * @param company the company
 * @param location the location
 * @param biography a longer text
 * @param followers the number of followers
 * @param active whether the account is active
 * @param createdAt the creation time, as text
 * @param topics the topics
 */
public record User(long id, String login, String name, String email, String company, String location, String biography,
		int followers, boolean active, String createdAt, List<String> topics) {

	/**
	 * The record that a POST sends. Its JSON is as long as that of the response.
	 */
	public static final User OCTOCAT = new User(583231, "octocat", "Mona Lisa Octocat", "octocat@example.com",
			"The Example Company", "San Francisco, California",
			"Writes clients for other people's servers, and servers for clients. ".repeat(10).trim(), 9821, true,
			"2011-01-25T18:44:36Z", List.of("http", "spring-boot", "sessions", "connection-pool", "retry"));

}
