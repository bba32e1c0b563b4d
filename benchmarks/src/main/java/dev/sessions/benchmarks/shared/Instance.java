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

package dev.sessions.benchmarks.shared;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import dev.sessions.Session;
import dev.sessions.SessionBuilder;
import dev.sessions.internal.redis.RedisStore;
import dev.sessions.internal.shared.GuardedStore;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.SocketOptions;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * An instance of an application, with a session that it shares with other instances.
 */
public final class Instance implements AutoCloseable {

	private static final String KEY = "YmVuY2htYXJrLWJlbmNobWFyay1iZW5jaG1hcmstYmU=";

	private final LettuceConnectionFactory factory;

	private final GuardedStore store;

	private final Session session;

	/**
	 * Create an instance.
	 * @param redis the port of Redis
	 * @param url the base URL of the session
	 * @param changes customizes the session
	 */
	public Instance(int redis, String url, Consumer<SessionBuilder> changes) {
		this.factory = new LettuceConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", redis),
				LettuceClientConfiguration.builder().clientOptions(options()).build());
		this.factory.afterPropertiesSet();
		this.factory.start();
		this.store = new GuardedStore(new RedisStore(this.factory, "sessions"));
		SessionBuilder builder = Session.builder("benchmark")
			.baseUrl(url)
			.shared((shared) -> shared.withStore(this.store)
				.withNamespace("benchmark")
				.withEncryptionKeys(List.of(KEY)));
		changes.accept(builder);
		this.session = builder.build();
	}

	private static ClientOptions options() {
		return ClientOptions.builder()
			.socketOptions(SocketOptions.builder().connectTimeout(Duration.ofSeconds(2)).build())
			.build();
	}

	public Session session() {
		return this.session;
	}

	/**
	 * Return whether the last request to the store succeeded.
	 * @return whether the store is available
	 */
	public boolean isAvailable() {
		return this.store.isAvailable();
	}

	/**
	 * Return a connection to Redis that is independent of the store.
	 * @return the connection, which the caller closes
	 */
	RedisConnection redis() {
		return this.factory.getConnection();
	}

	@Override
	public void close() {
		this.session.close();
		this.store.close();
		this.factory.destroy();
	}

}
