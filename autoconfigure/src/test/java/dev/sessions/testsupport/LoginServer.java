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
 * A server with a login at {@code /login}, which sets the cookie {@code sid}. All other
 * paths require that cookie.
 */
public final class LoginServer implements AutoCloseable {

	/**
	 * The form of a login.
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
	 * Start a server that responds with 401 without a login.
	 * @return the server
	 */
	public static LoginServer start() {
		return new LoginServer();
	}

	/**
	 * Redirect requests without a login to the login page and set the cookie of an
	 * anonymous session, as Spring Security does by default.
	 * @return this server
	 */
	public LoginServer redirecting() {
		this.redirects = true;
		return this;
	}

	/**
	 * Allow a single login: each one ends the previous.
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
	 * The underlying server.
	 * @return the server
	 */
	public ScriptedServer server() {
		return this.server;
	}

	/**
	 * The URL of the server.
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
