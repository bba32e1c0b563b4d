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

package dev.sessions.cluster;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.sessions.Credentials;
import dev.sessions.Session;
import dev.sessions.SessionBuilder;
import dev.sessions.internal.redis.RedisStore;
import dev.sessions.internal.shared.GuardedStore;
import dev.sessions.settings.LoginSettings;
import dev.sessions.settings.RateLimitSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * The shared session of an instance, and its connection to Redis.
 *
 * @param session the session
 * @param store its store
 * @param factory the connections of the store
 */
record OpenSession(Session session, GuardedStore store, LettuceConnectionFactory factory) implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	/**
	 * Open a session.
	 * @param words its settings, each a key, {@code =} and a value
	 */
	static OpenSession of(List<String> words) {
		Map<String, String> settings = new HashMap<>();
		words.forEach(
				(word) -> settings.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1)));
		LettuceConnectionFactory factory = new LettuceConnectionFactory(
				new RedisStandaloneConfiguration("127.0.0.1", Integer.parseInt(settings.getOrDefault("redis", ""))));
		factory.afterPropertiesSet();
		factory.start();
		GuardedStore store = new GuardedStore(new RedisStore(factory, "sessions"));
		return new OpenSession(builder(settings, store).build(), store, factory);
	}

	private static SessionBuilder builder(Map<String, String> settings, GuardedStore store) {
		boolean cookies = Boolean.parseBoolean(settings.getOrDefault("cookies", "true"));
		return Session.builder("partner")
			.baseUrl(settings.getOrDefault("base-url", ""))
			.header("X-Instance", settings.getOrDefault("instance", ""))
			.auth(credentials(settings))
			.timeout((timeout) -> timeout.withConnect(PATIENCE).withRead(PATIENCE).withLease(PATIENCE))
			.retry((retry) -> retry.withMaxAttempts(Integer.parseInt(settings.getOrDefault("max-attempts", "1"))))
			.resilience((resilience) -> resilience.withRateLimit(rateLimit(settings)))
			.shared((shared) -> shared.withStore(store).withNamespace("test").withCookies(cookies));
	}

	private static Credentials credentials(Map<String, String> settings) {
		if (settings.containsKey("login")) {
			return Credentials.login(LoginSettings.of(settings.get("login"))
				.withForm("username", "alice")
				.withForm("password", "s3cret-login"));
		}
		String tokenUri = settings.get("token-uri");
		return (tokenUri != null) ? Credentials.oauth2(tokenUri, "app", "s3cret") : Credentials.basic("app", "s3cret");
	}

	private static @Nullable RateLimitSettings rateLimit(Map<String, String> settings) {
		String limit = settings.get("rate-limit");
		return (limit != null)
				? new RateLimitSettings(Integer.parseInt(limit), Duration.ofSeconds(1), Duration.ofSeconds(5)) : null;
	}

	@Override
	public void close() {
		this.session.close();
		this.store.close();
		this.factory.destroy();
	}

}
