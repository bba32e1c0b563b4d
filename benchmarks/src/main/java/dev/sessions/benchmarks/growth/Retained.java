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

package dev.sessions.benchmarks.growth;

import java.util.UUID;

import dev.sessions.Credentials;
import dev.sessions.Session;
import dev.sessions.benchmarks.User;

/**
 * An object whose retained memory is measured. The worker creates many of each.
 */
enum Retained {

	/**
	 * A session with a base URL, a bearer token and a default header.
	 */
	SESSION("a session before its first call", 2_000, 8 * 1024) {
		@Override
		Object make(Session shared, String url) {
			return session(url);
		}
	},

	/**
	 * The same session after a call. Its connection stays open.
	 */
	SESSION_WITH_CONNECTION("a session with one open connection", 200, 40 * 1024) {
		@Override
		Object make(Session shared, String url) {
			Session session = session(url);
			session.get("/users/{id}", "42").as(User.class);
			return session;
		}
	},

	/**
	 * An unused fork.
	 */
	FORK("a fork", 100_000, 500) {
		@Override
		Object make(Session shared, String url) {
			return shared.fork();
		}
	},

	/**
	 * A fork with its own cookie.
	 */
	FORK_WITH_COOKIE("a fork with one cookie", 100_000, 1024) {
		@Override
		Object make(Session shared, String url) {
			Session fork = shared.fork();
			fork.cookies().set("SESSION", "a-value-of-its-own");
			return fork;
		}
	},

	/**
	 * A fork with its own cookie, which the session keeps under a key.
	 */
	KEYED_FORK_WITH_COOKIE("a keyed fork with one cookie", 9_000, 1_536) {
		@Override
		Object make(Session shared, String url) {
			Session fork = shared.fork(UUID.randomUUID().toString());
			fork.cookies().set("SESSION", "a-value-of-its-own");
			return fork;
		}
	};

	private final String label;

	private final int count;

	private final int limit;

	Retained(String label, int count, int limit) {
		this.label = label;
		this.count = count;
		this.limit = limit;
	}

	/**
	 * Create another object.
	 * @param shared a session that has been used; forks share its pool
	 * @param url the server's URL
	 * @return the object that retains the memory
	 */
	abstract Object make(Session shared, String url);

	int count() {
		return this.count;
	}

	/**
	 * The limit of the retained bytes.
	 * @return the exclusive upper bound
	 */
	int limit() {
		return this.limit;
	}

	static Session session(String url) {
		return Session.builder("growth")
			.baseUrl(url)
			.header("Accept", "application/json")
			.auth(Credentials.bearer("gho_16C7e42F292c6912E7710c838347Ae178B4a"))
			.build();
	}

	@Override
	public String toString() {
		return this.label;
	}

}
