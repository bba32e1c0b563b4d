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

package dev.sessions.testsupport;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server with a login at {@code /login}, which sets the cookie {@code sid}, and
 * everything else for those that are logged in.
 */
public final class LoginServer implements AutoCloseable {

	/**
	 * What a login has to send.
	 */
	public static final String FORM = "username=alice&password=s3cret-login";

	private final ScriptedServer server = ScriptedServer.start();

	private final Set<String> valid = ConcurrentHashMap.newKeySet();

	private final AtomicInteger logins = new AtomicInteger();

	private final AtomicInteger anonymous = new AtomicInteger();

	private volatile boolean redirects;

	private volatile boolean single;

	private LoginServer() {
		this.server.on("/login", this::login).on("/home", Reply.ok("home")).otherwise(this::answer);
	}

	/**
	 * Start a server that refuses with 401.
	 * @return the server
	 */
	public static LoginServer start() {
		return new LoginServer();
	}

	/**
	 * Have it refuse as Spring Security does by default: with a redirect to the login
	 * page and the cookie of a session that is not logged in.
	 * @return this server
	 */
	public LoginServer redirecting() {
		this.redirects = true;
		return this;
	}

	/**
	 * Have each login end the one before.
	 * @return this server
	 */
	public LoginServer single() {
		this.single = true;
		return this;
	}

	private void login(ReceivedRequest request, Connection connection) throws IOException {
		if (request.method().equals("GET")) {
			Reply.ok("<form method=post><input name=username><input type='password' name=password></form>")
				.header("Content-Type", "text/html")
				.send(request, connection);
		}
		else if (request.text().equals(FORM)) {
			String sid = "s3cret-sid-" + this.logins.incrementAndGet();
			if (this.single) {
				this.valid.clear();
			}
			this.valid.add(sid);
			Reply.redirect(302, "/home").cookie("sid=" + sid + "; Path=/; HttpOnly").send(request, connection);
		}
		else {
			Reply.redirect(302, "/login?error").send(request, connection);
		}
	}

	private void answer(ReceivedRequest request, Connection connection) throws IOException {
		if (isLoggedIn(request)) {
			Reply.ok("welcome " + request.text()).send(request, connection);
		}
		else if (this.redirects) {
			Reply.redirect(302, this.server.url("/login"))
				.cookie("sid=anonymous-" + this.anonymous.incrementAndGet() + "; Path=/")
				.send(request, connection);
		}
		else {
			Reply.status(401).body("who?").send(request, connection);
		}
	}

	private boolean isLoggedIn(ReceivedRequest request) {
		return request.headers("Cookie")
			.stream()
			.flatMap((cookies) -> Set.of(cookies.split("; ")).stream())
			.anyMatch((cookie) -> cookie.startsWith("sid=") && this.valid.contains(cookie.substring(4)));
	}

	/**
	 * End all logins.
	 */
	public void expire() {
		this.valid.clear();
	}

	/**
	 * The number of successful logins.
	 * @return the number
	 */
	public int logins() {
		return this.logins.get();
	}

	/**
	 * The server behind it.
	 * @return the server
	 */
	public ScriptedServer server() {
		return this.server;
	}

	/**
	 * Its URL.
	 * @return the URL without a path
	 */
	public String url() {
		return this.server.url();
	}

	@Override
	public void close() {
		this.server.close();
	}

}
