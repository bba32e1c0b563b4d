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

package dev.sessions.internal.retry;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.hc.core5.http.HttpHost;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link RetryAfterHolds}.
 */
class RetryAfterHoldsTests {

	private static final HttpHost SERVER = new HttpHost("https", "api.example.com", 443);

	/**
	 * Near the end of its range, where the clock of a JVM may be.
	 */
	private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);

	private final RetryAfterHolds quiet = new RetryAfterHolds(this.now::get);

	@Test
	void isEmptyAtFirst() {
		assertThat(this.quiet.isNone()).isTrue();
		assertThat(this.quiet.left(SERVER, "me")).isZero();
	}

	@ParameterizedTest
	@ValueSource(ints = { 429, 503 })
	void holdEnds(int status) {
		this.quiet.begin(SERVER, "me", status, 10);
		assertThat(this.quiet.isNone()).isFalse();
		assertThat(this.quiet.left(SERVER, "me")).isEqualTo(10);
		this.now.addAndGet(9);
		assertThat(this.quiet.left(SERVER, "me")).isEqualTo(1);
		this.now.addAndGet(1);
		assertThat(this.quiet.left(SERVER, "me")).isZero();
		assertThat(this.quiet.isNone()).isTrue();
	}

	@Test
	@DisplayName("RULE 48: a 429 delays one user, a 503 all users")
	void appliesToOneUserOrAll() {
		this.quiet.begin(SERVER, "me", 429, 10);
		assertThat(this.quiet.left(SERVER, "you")).isZero();
		this.quiet.begin(SERVER, "me", 503, 5);
		assertThat(this.quiet.left(SERVER, "you")).isEqualTo(5);
		assertThat(this.quiet.left(SERVER, "me")).isEqualTo(10);
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 502, 504 })
	void otherStatusesImposeNoHold(int status) {
		this.quiet.begin(SERVER, "me", status, 10);
		assertThat(this.quiet.isNone()).isTrue();
	}

	@Test
	void appliesToOneServer() {
		this.quiet.begin(SERVER, "me", 503, 10);
		assertThat(this.quiet.left(new HttpHost("https", "other.example.com", 443), "me")).isZero();
	}

	@ParameterizedTest
	@ValueSource(ints = { 429, 503 })
	void longerHoldStays(int status) {
		this.quiet.begin(SERVER, "me", status, 10);
		this.quiet.begin(SERVER, "me", status, 4);
		assertThat(this.quiet.left(SERVER, "me")).isEqualTo(10);
		this.quiet.begin(SERVER, "me", status, 20);
		assertThat(this.quiet.left(SERVER, "me")).isEqualTo(20);
	}

	@Test
	void zeroIsNoHold() {
		this.quiet.begin(SERVER, "me", 429, 0);
		assertThat(this.quiet.isNone()).isTrue();
	}

	@Test
	void numberOfHoldsIsBounded() {
		for (int i = 0; i < 5000; i++) {
			this.quiet.begin(SERVER, "user" + i, 429, 10);
		}
		assertThat(this.quiet.left(SERVER, "user0")).isEqualTo(10);
		assertThat(this.quiet.left(SERVER, "user4999")).isZero();
		this.now.addAndGet(10);
		this.quiet.begin(SERVER, "me", 429, 10);
		assertThat(this.quiet.left(SERVER, "me")).isEqualTo(10);
		this.now.addAndGet(10);
		assertThat(this.quiet.left(SERVER, "me")).isZero();
		assertThat(this.quiet.isNone()).isTrue();
	}

	@Test
	void usersOfEndedHoldsAreForgotten() {
		WeakReference<Object> user = beginForNewUser();
		this.now.addAndGet(10);
		this.quiet.begin(SERVER, "me", 429, 10);
		await().atMost(Duration.ofSeconds(10)).until(() -> {
			System.gc();
			return user.get() == null;
		});
	}

	private WeakReference<Object> beginForNewUser() {
		Object user = new Object();
		this.quiet.begin(SERVER, user, 429, 10);
		return new WeakReference<>(user);
	}

}
