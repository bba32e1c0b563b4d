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

package dev.sessions.autoconfigure;

import java.time.Duration;
import java.util.Set;

import dev.sessions.retry.Jitter;
import org.jspecify.annotations.Nullable;

/**
 * The {@code retry} block.
 */
public final class RetryProperties {

	/**
	 * How often a request may be sent in one call.
	 */
	private @Nullable Integer maxAttempts;

	/**
	 * Methods that may be sent again.
	 */
	private @Nullable Set<String> methods;

	/**
	 * Status codes that are tried again.
	 */
	private @Nullable Set<Integer> statuses;

	/**
	 * The wait between two attempts.
	 */
	private final Backoff backoff = new Backoff();

	/**
	 * Longest Retry-After that is waited for.
	 */
	private @Nullable Duration maxRetryAfter;

	/**
	 * Whether a Retry-After makes all callers of the session wait.
	 */
	private @Nullable Boolean shareRetryAfter;

	/**
	 * The bound on retries across all callers.
	 */
	private final Budget budget = new Budget();

	public @Nullable Integer getMaxAttempts() {
		return this.maxAttempts;
	}

	public void setMaxAttempts(@Nullable Integer maxAttempts) {
		this.maxAttempts = maxAttempts;
	}

	public @Nullable Set<String> getMethods() {
		return this.methods;
	}

	public void setMethods(@Nullable Set<String> methods) {
		this.methods = methods;
	}

	public @Nullable Set<Integer> getStatuses() {
		return this.statuses;
	}

	public void setStatuses(@Nullable Set<Integer> statuses) {
		this.statuses = statuses;
	}

	public Backoff getBackoff() {
		return this.backoff;
	}

	public @Nullable Duration getMaxRetryAfter() {
		return this.maxRetryAfter;
	}

	public void setMaxRetryAfter(@Nullable Duration maxRetryAfter) {
		this.maxRetryAfter = maxRetryAfter;
	}

	public @Nullable Boolean getShareRetryAfter() {
		return this.shareRetryAfter;
	}

	public void setShareRetryAfter(@Nullable Boolean shareRetryAfter) {
		this.shareRetryAfter = shareRetryAfter;
	}

	public Budget getBudget() {
		return this.budget;
	}

	/**
	 * The {@code retry.backoff} block.
	 */
	public static final class Backoff {

		/**
		 * The first wait.
		 */
		private @Nullable Duration delay;

		/**
		 * Growth from one wait to the next.
		 */
		private @Nullable Double multiplier;

		/**
		 * The longest wait.
		 */
		private @Nullable Duration maxDelay;

		/**
		 * The chance in each wait.
		 */
		private @Nullable Jitter jitter;

		public @Nullable Duration getDelay() {
			return this.delay;
		}

		public void setDelay(@Nullable Duration delay) {
			this.delay = delay;
		}

		public @Nullable Double getMultiplier() {
			return this.multiplier;
		}

		public void setMultiplier(@Nullable Double multiplier) {
			this.multiplier = multiplier;
		}

		public @Nullable Duration getMaxDelay() {
			return this.maxDelay;
		}

		public void setMaxDelay(@Nullable Duration maxDelay) {
			this.maxDelay = maxDelay;
		}

		public @Nullable Jitter getJitter() {
			return this.jitter;
		}

		public void setJitter(@Nullable Jitter jitter) {
			this.jitter = jitter;
		}

	}

	/**
	 * The {@code retry.budget} block.
	 */
	public static final class Budget {

		/**
		 * Share of a retry that each call earns.
		 */
		private @Nullable Double ratio;

		/**
		 * Retries that each second earns, however few calls there are.
		 */
		private @Nullable Double minPerSecond;

		public @Nullable Double getRatio() {
			return this.ratio;
		}

		public void setRatio(@Nullable Double ratio) {
			this.ratio = ratio;
		}

		public @Nullable Double getMinPerSecond() {
			return this.minPerSecond;
		}

		public void setMinPerSecond(@Nullable Double minPerSecond) {
			this.minPerSecond = minPerSecond;
		}

	}

}
