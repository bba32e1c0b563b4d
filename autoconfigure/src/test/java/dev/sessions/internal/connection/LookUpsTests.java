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

package dev.sessions.internal.connection;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executor;

import dev.sessions.internal.auth.AllowedOrigins;
import dev.sessions.internal.call.DefaultHeaders;
import dev.sessions.internal.call.ExchangeOptions;
import dev.sessions.internal.call.ExchangeRequest;
import dev.sessions.internal.call.Explanation;
import dev.sessions.internal.call.SessionState;
import dev.sessions.internal.client.SessionHttpClient;
import dev.sessions.internal.client.Transport;
import dev.sessions.internal.cookie.CookieJar;
import dev.sessions.internal.hook.Hooks;
import dev.sessions.internal.net.RequestTarget;
import dev.sessions.settings.CookieSettings;
import dev.sessions.settings.TransportSettings;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests for {@link LookUps}.
 */
class LookUpsTests {

	private static final List<InetSocketAddress> ANSWER = List
		.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 80));

	private final List<ClassLoader> seen = new ArrayList<>();

	@Test
	void nameIsLookedUpAgainAfterThreadCanBeStarted() throws Exception {
		Iterator<Executor> executors = List.<Executor>of((task) -> {
			throw new OutOfMemoryError("unable to create native thread");
		}, Runnable::run).iterator();
		DnsResolver resolver = resolver(
				new LookUps(names(), new LookUpThreads(4, 4, (task) -> executors.next().execute(task))));
		assertThatThrownBy(() -> resolver.resolve("api.example.org", 80))
			.hasRootCauseInstanceOf(OutOfMemoryError.class);
		assertThat(resolver.resolve("api.example.org", 80)).isEqualTo(ANSWER);
	}

	@Test
	void resolverFindsTheClassesOfTheApplication() throws Exception {
		Thread caller = Thread.currentThread();
		ClassLoader before = caller.getContextClassLoader();
		try (URLClassLoader application = new URLClassLoader(new URL[0], before)) {
			caller.setContextClassLoader(application);
			resolver(new LookUps(names())).resolve("api.example.org", 80);
			assertThat(this.seen).containsExactly(application);
		}
		finally {
			caller.setContextClassLoader(before);
		}
	}

	private static DnsResolver resolver(LookUps lookUps) {
		SessionState state = new SessionState(null, new CookieJar(CookieSettings.defaults()),
				AllowedOrigins.of(null, List.of()), null, new DefaultHeaders(List.of()), null);
		SessionHttpClient client = new SessionHttpClient(
				new Transport(TransportSettings.defaults(), List.of(), Hooks.NONE, List.of(), null), state,
				Explanation.NONE);
		RequestTarget target = RequestTarget.of(URI.create("http://api.example.org"));
		return lookUps.of(client.begin(new ExchangeRequest("GET", target, "/", null), ExchangeOptions.NONE), null);
	}

	private DnsResolver names() {
		return new DnsResolver() {

			@Override
			public List<InetSocketAddress> resolve(String host, int port) {
				LookUpsTests.this.seen.add(Thread.currentThread().getContextClassLoader());
				return ANSWER;
			}

			@Override
			public InetAddress[] resolve(String host) {
				throw new UnsupportedOperationException();
			}

			@Override
			public String resolveCanonicalHostname(String host) {
				throw new UnsupportedOperationException();
			}

		};
	}

}
