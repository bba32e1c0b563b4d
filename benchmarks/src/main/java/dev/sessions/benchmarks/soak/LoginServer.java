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

package dev.sessions.benchmarks.soak;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * An API that requires an access token and a login, and sets cookies: {@code /login} sets
 * the login cookie, {@code /set/name/value} any other. Every other path answers requests
 * of a logged-in user with its last segment.
 */
final class LoginServer implements AutoCloseable {

	private static final int TOKEN_SECONDS = 45;

	private static final int THREADS = 16;

	private final Map<String, Long> tokens = new ConcurrentHashMap<>();

	private final Set<String> logins = ConcurrentHashMap.newKeySet();

	private final AtomicInteger numbers = new AtomicInteger();

	private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, (task) -> {
		Thread thread = new Thread(task, "login-server");
		thread.setDaemon(true);
		return thread;
	});

	private final HttpServer server;

	private LoginServer() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 128);
		this.server.setExecutor(this.threads);
		this.server.createContext("/token", this::token);
		this.server.createContext("/login", this::login);
		this.server.createContext("/set", this::set);
		this.server.createContext("/", this::call);
	}

	/**
	 * Start a server on a free port.
	 * @return the listening server
	 * @throws IOException if no port is available
	 */
	static LoginServer start() throws IOException {
		// the server is not under test here, and never closes a connection
		System.setProperty("sun.net.httpserver.idleInterval", "86400");
		System.setProperty("sun.net.httpserver.nodelay", "true");
		LoginServer server = new LoginServer();
		server.server.start();
		return server;
	}

	URI url() {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort());
	}

	/**
	 * The number of issued tokens.
	 */
	int tokens() {
		return this.tokens.size();
	}

	private void token(HttpExchange exchange) throws IOException {
		String token = "token-" + this.numbers.incrementAndGet();
		this.tokens.put(token, System.nanoTime() + TimeUnit.SECONDS.toNanos(TOKEN_SECONDS));
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		answer(exchange, 200,
				"{\"access_token\":\"" + token + "\",\"token_type\":\"Bearer\",\"expires_in\":" + TOKEN_SECONDS + "}");
	}

	private void login(HttpExchange exchange) throws IOException {
		if (isAuthorized(exchange)) {
			String login = "login-" + this.numbers.incrementAndGet();
			this.logins.add(login);
			exchange.getResponseHeaders().add("Set-Cookie", "LOGIN=" + login + "; Path=/; HttpOnly");
			answer(exchange, 200, lastSegment(exchange));
		}
	}

	private void set(HttpExchange exchange) throws IOException {
		if (isAuthorized(exchange)) {
			String path = exchange.getRequestURI().getPath();
			String name = path.substring("/set/".length(), path.lastIndexOf('/'));
			exchange.getResponseHeaders().add("Set-Cookie", name + "=" + lastSegment(exchange) + "; Path=/");
			answer(exchange, 200, lastSegment(exchange));
		}
	}

	private void call(HttpExchange exchange) throws IOException {
		if (isAuthorized(exchange)) {
			String cookies = String.valueOf(exchange.getRequestHeaders().getFirst("Cookie"));
			int begin = cookies.indexOf("LOGIN=") + "LOGIN=".length();
			int end = cookies.indexOf(';', begin);
			String login = cookies.substring(begin, (end < 0) ? cookies.length() : end);
			answer(exchange, this.logins.contains(login) ? 200 : 403, lastSegment(exchange));
		}
	}

	private boolean isAuthorized(HttpExchange exchange) throws IOException {
		String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
		Long end = authorization.startsWith("Bearer ") ? this.tokens.get(authorization.substring("Bearer ".length()))
				: null;
		if (end != null && System.nanoTime() - end < 0) {
			return true;
		}
		answer(exchange, 401, "");
		return false;
	}

	private static String lastSegment(HttpExchange exchange) {
		String path = exchange.getRequestURI().getPath();
		return path.substring(path.lastIndexOf('/') + 1);
	}

	private static void answer(HttpExchange exchange, int status, String body) throws IOException {
		try (exchange) {
			exchange.getRequestBody().readAllBytes();
			byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(status, (bytes.length > 0) ? bytes.length : -1);
			exchange.getResponseBody().write(bytes);
		}
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

}
