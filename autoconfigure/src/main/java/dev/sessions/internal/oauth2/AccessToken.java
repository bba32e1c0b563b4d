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

package dev.sessions.internal.oauth2;

import java.time.Duration;

import dev.sessions.internal.concurrent.TimeSource;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.message.BasicHeader;

/**
 * A token and its validity. Tokens are compared by identity.
 */
final class AccessToken {

	private static final Duration LONGEST_MARGIN = Duration.ofSeconds(60);

	private final Header header;

	private final TimeSource time;

	private final long dueNanos;

	private final long expiryNanos;

	private final long stamp;

	/**
	 * Create a token that has just been issued.
	 * @param value the token
	 * @param lifetime its lifetime
	 * @param time the time of the call that it was issued for
	 */
	AccessToken(String value, Duration lifetime, TimeSource time) {
		this(value, lifetime, time, 0);
	}

	/**
	 * Create a token that instances share.
	 * @param value the token
	 * @param lifetime the rest of its lifetime
	 * @param time the time of the call that it is for
	 * @param stamp the number by which it is newer than others
	 */
	AccessToken(String value, Duration lifetime, TimeSource time, long stamp) {
		this.time = time;
		this.stamp = stamp;
		this.header = new BasicHeader(HttpHeaders.AUTHORIZATION, "Bearer " + value, true);
		Duration quarter = lifetime.dividedBy(4);
		Duration margin = (quarter.compareTo(LONGEST_MARGIN) < 0) ? quarter : LONGEST_MARGIN;
		this.expiryNanos = time.nanoTime() + lifetime.toNanos();
		this.dueNanos = this.expiryNanos - margin.toNanos();
	}

	void addTo(HttpRequest request) {
		request.addHeader(this.header);
	}

	/**
	 * Return whether the token is to be renewed, although it is still valid.
	 */
	boolean isDue(long now) {
		return now - this.dueNanos >= 0;
	}

	boolean isExpired(long now) {
		return now - this.expiryNanos >= 0;
	}

	/**
	 * Return whether another instance replaced this token by another one. Tokens that are
	 * not shared replace each other in the order in which they are issued.
	 */
	boolean isOlderThan(AccessToken other) {
		return this.stamp != 0 && this.stamp < other.stamp;
	}

	/**
	 * Return the number by which a shared token is newer than others.
	 * @return the stamp, or 0 if the token is not shared
	 */
	long stamp() {
		return this.stamp;
	}

	Duration timeLeft() {
		return Duration.ofNanos(this.expiryNanos - this.time.nanoTime());
	}

	@Override
	public String toString() {
		return "AccessToken";
	}

}
