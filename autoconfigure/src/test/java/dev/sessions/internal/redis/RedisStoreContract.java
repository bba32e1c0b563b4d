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

package dev.sessions.internal.redis;

import java.time.Duration;

import dev.sessions.internal.shared.RecordedChanges;
import dev.sessions.internal.shared.SharedStore;
import dev.sessions.internal.shared.SharedStore.Registration;
import dev.sessions.internal.shared.SharedStoreContract;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * The contract of a store, for one kind of Redis.
 */
abstract class RedisStoreContract extends SharedStoreContract {

	private RedisStore one;

	private RedisStore other;

	/**
	 * The connections of an application.
	 */
	abstract LettuceConnectionFactory connections();

	/**
	 * The prefix of the names of keys and channels.
	 */
	String prefix() {
		return "app";
	}

	/**
	 * Delete all data of Redis.
	 */
	abstract void flush();

	@BeforeEach
	void open() {
		flush();
		this.one = new RedisStore(connections(), prefix());
		this.other = new RedisStore(connections(), prefix());
	}

	@AfterEach
	void close() {
		this.one.close();
		this.other.close();
	}

	@Override
	protected final RedisStore one() {
		return this.one;
	}

	@Override
	protected final RedisStore other() {
		return this.other;
	}

	@Override
	protected final void pass(Duration time) {
		Awaitility.await().pollDelay(time).until(() -> true);
	}

	@Override
	protected final Registration listen(SharedStore store, String topic, RecordedChanges listener) {
		return subscribe(store, topic, listener);
	}

	static Registration subscribe(SharedStore store, String topic, RecordedChanges listener) {
		Registration registration = store.listen(topic, listener);
		Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> listener.missedCount() > 0);
		return registration;
	}

}
