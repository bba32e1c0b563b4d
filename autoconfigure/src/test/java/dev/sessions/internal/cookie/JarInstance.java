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

package dev.sessions.internal.cookie;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import dev.sessions.internal.shared.GuardedStore;
import dev.sessions.internal.shared.SharedSession;
import dev.sessions.internal.shared.SharedStore;
import dev.sessions.settings.CookieSettings;
import dev.sessions.settings.SharedSettings;
import dev.sessions.testsupport.UnreliableStore;
import dev.sessions.testsupport.UnreliableStore.Fault;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.message.BasicHttpResponse;

/**
 * The jar of a session on one instance of an application.
 */
final class JarInstance implements AutoCloseable {

	private final UnreliableStore cuttable;

	private final GuardedStore store;

	private final CookieJar jar;

	JarInstance(SharedStore store) {
		this(store, CookieSettings.defaults());
	}

	JarInstance(SharedStore store, CookieSettings settings) {
		this.cuttable = new UnreliableStore(store);
		this.store = new GuardedStore(this.cuttable);
		SharedSession session = Objects
			.requireNonNull(SharedSession.of("github", SharedSettings.none().withStore(this.store)));
		this.jar = CookieJars.open("github", settings, session, Duration.ofMinutes(30));
	}

	CookieJar jar() {
		return this.jar;
	}

	CompletableFuture<?> compare() {
		return ((SharedJar) this.jar).compare();
	}

	void cut(Fault fault) {
		this.cuttable.withFault(fault);
	}

	boolean isAvailable() {
		return this.store.isAvailable();
	}

	JarInstance receive(String... setCookies) {
		receive(this.jar, setCookies);
		return this;
	}

	static void receive(CookieJar jar, String... setCookies) {
		BasicHttpResponse response = new BasicHttpResponse(200);
		for (String setCookie : setCookies) {
			response.addHeader(HttpHeaders.SET_COOKIE, setCookie);
		}
		jar.receive(response, "api.test", "/", true);
	}

	List<String> pairs() {
		return pairs(this.jar);
	}

	static List<String> pairs(CookieJar jar) {
		return jar.list().stream().map((cookie) -> cookie.name() + "=" + cookie.value()).toList();
	}

	@Override
	public void close() {
		this.jar.close();
		this.store.close();
	}

}
