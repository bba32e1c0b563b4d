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

package dev.sessions.internal.token;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

import dev.sessions.internal.auth.Authorization;
import dev.sessions.internal.concurrent.TimeSource;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * A token with its validity. Tokens are compared by identity.
 */
final class AccessToken {

	private final Authorization proof;

	private final TimeSource time;

	private final Instant obtainedAt;

	private final long dueNanos;

	private final long expiryNanos;

	private final long stamp;

	/**
	 * Create a token that has just been issued.
	 * @param issued the token
	 * @param time the clock of the call for which it was issued
	 */
	AccessToken(IssuedToken issued, TimeSource time) {
		this(issued.proof(), issued.lifetime(), time, 0);
	}

	/**
	 * Create a token that instances share.
	 * @param proof the authorization that adds the token to requests
	 * @param lifetime the remaining lifetime
	 * @param time the clock of the call that uses it
	 * @param stamp the number that orders shared tokens; the newer token has the higher
	 * one
	 */
	AccessToken(Authorization proof, Duration lifetime, TimeSource time, long stamp) {
		this.proof = proof;
		this.time = time;
		this.obtainedAt = time.clock().instant();
		this.stamp = stamp;
		this.expiryNanos = time.nanoTime() + lifetime.toNanos();
		this.dueNanos = this.expiryNanos - TokenLifetime.margin(lifetime).toNanos();
	}

	void addTo(HttpRequest request, HttpHost target) throws IOException, HttpException {
		this.proof.authorize(request, target);
	}

	/**
	 * Return whether the token is due for renewal, although it may still be valid.
	 */
	boolean isDue(long now) {
		return now - this.dueNanos >= 0;
	}

	boolean isExpired(long now) {
		return now - this.expiryNanos >= 0;
	}

	/**
	 * Return whether another shared token supersedes this one. Always {@code false} for a
	 * token that is not shared: such tokens replace each other in the order of issue.
	 */
	boolean isOlderThan(AccessToken other) {
		return this.stamp != 0 && this.stamp < other.stamp;
	}

	/**
	 * Return the number that orders shared tokens.
	 * @return the stamp, or 0 if the token is not shared
	 */
	long stamp() {
		return this.stamp;
	}

	/**
	 * Return how long the token remains valid.
	 * @return the time, or {@code null} if the token is valid until it is rejected
	 */
	@Nullable Duration timeLeft() {
		Duration left = Duration.ofNanos(this.expiryNanos - this.time.nanoTime());
		return (left.compareTo(IssuedToken.UNLIMITED.dividedBy(2)) < 0) ? left : null;
	}

	Instant obtainedAt() {
		return this.obtainedAt;
	}

	@Override
	public String toString() {
		return "AccessToken";
	}

}
