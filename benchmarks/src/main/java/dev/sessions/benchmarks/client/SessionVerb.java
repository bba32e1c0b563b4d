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

package dev.sessions.benchmarks.client;

import java.net.URI;
import java.util.function.Consumer;

import dev.sessions.Credentials;
import dev.sessions.Session;
import dev.sessions.SessionBuilder;
import dev.sessions.benchmarks.User;
import org.jspecify.annotations.Nullable;

/**
 * A session's verbs, with all default policies.
 */
final class SessionVerb implements Client {

	private final Session session;

	private final String id = "42";

	SessionVerb(URI url) {
		this(session(url));
	}

	SessionVerb(Session session) {
		this.session = session;
	}

	static Session session(URI url) {
		return session(url, (builder) -> {
		});
	}

	static Session session(URI url, Consumer<SessionBuilder> changes) {
		SessionBuilder builder = Session.builder("benchmark")
			.baseUrl(url.toString())
			.auth(Credentials.bearer(Caller.TOKEN));
		changes.accept(builder);
		Session session = builder.build();
		session.cookies().set(Caller.COOKIE_NAME, Caller.COOKIE_VALUE);
		return session;
	}

	@Override
	public @Nullable User get() {
		return this.session.get("/users/{id}", this.id).as(User.class);
	}

	@Override
	public @Nullable User post(User user) {
		return this.session.post("/users", (request) -> request.json(user)).as(User.class);
	}

	@Override
	public @Nullable User gzip() {
		return this.session.get("/gzip/{id}", this.id).as(User.class);
	}

	@Override
	public @Nullable User newCookie() {
		return this.session.get("/set/{id}", this.id).as(User.class);
	}

	@Override
	public void close() {
		this.session.close();
	}

}
