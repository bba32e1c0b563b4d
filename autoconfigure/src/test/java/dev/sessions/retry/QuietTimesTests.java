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

package dev.sessions.retry;

import java.util.concurrent.atomic.AtomicLong;

import org.apache.hc.core5.http.HttpHost;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link QuietTimes}.
 */
class QuietTimesTests {

	private static final HttpHost SERVER = new HttpHost("https", "api.example.com", 443);

	/**
	 * Near the end of the range, which the time of a JVM may be, too.
	 */
	private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);

	private final QuietTimes quiet = new QuietTimes(this.now::get);

	@Test
	void thereIsNoneAtFirst() {
		assertThat(this.quiet.left(SERVER)).isZero();
	}

	@Test
	void goesByAndEnds() {
		this.quiet.begin(SERVER, 10);
		assertThat(this.quiet.left(SERVER)).isEqualTo(10);
		this.now.addAndGet(9);
		assertThat(this.quiet.left(SERVER)).isEqualTo(1);
		this.now.addAndGet(1);
		assertThat(this.quiet.left(SERVER)).isZero();
	}

	@Test
	void isOfOneServerAlone() {
		this.quiet.begin(SERVER, 10);
		assertThat(this.quiet.left(new HttpHost("https", "other.example.com", 443))).isZero();
	}

	@Test
	void longerOneStays() {
		this.quiet.begin(SERVER, 10);
		this.quiet.begin(SERVER, 4);
		assertThat(this.quiet.left(SERVER)).isEqualTo(10);
		this.quiet.begin(SERVER, 20);
		assertThat(this.quiet.left(SERVER)).isEqualTo(20);
	}

	@Test
	void noneMayBeAskedFor() {
		this.quiet.begin(SERVER, 0);
		assertThat(this.quiet.left(SERVER)).isZero();
	}

	@Test
	void isRememberedOfSoManyServersOnly() {
		for (int i = 0; i < 1000; i++) {
			this.quiet.begin(new HttpHost("https", "h" + i + ".example.com", 443), 10);
		}
		assertThat(this.quiet.left(new HttpHost("https", "h0.example.com", 443))).isEqualTo(10);
		assertThat(this.quiet.left(new HttpHost("https", "h999.example.com", 443))).isZero();
		this.now.addAndGet(10);
		this.quiet.begin(SERVER, 10);
		assertThat(this.quiet.left(SERVER)).isEqualTo(10);
	}

}
