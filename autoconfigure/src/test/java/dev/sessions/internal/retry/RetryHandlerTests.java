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

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

import dev.sessions.internal.concurrent.CallWaits;
import dev.sessions.internal.concurrent.TimeSource;
import dev.sessions.settings.Backoff;
import dev.sessions.settings.RetryBudgetSettings;
import dev.sessions.settings.RetrySettings;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link RetryHandler}.
 */
class RetryHandlerTests {

	private static final HttpHost SERVER = new HttpHost("http", "api.example.org", 80);

	private final RetryHandler handler = new RetryHandler(RetrySettings.defaults()
		.withBackoff(Backoff.defaults().withDelay(Duration.ZERO))
		.withBudget(new RetryBudgetSettings(0, 10)), TimeSource.SYSTEM, null);

	private final Call call = new Call();

	private int sent;

	@Test
	@DisplayName("RULE 29: a response that cannot be closed takes one token of the budget like any other")
	void failingCloseTakesOneToken() throws Exception {
		double before = this.handler.retriesLeft();
		ClassicHttpResponse response = execute((request, scope) -> (++this.sent == 1) ? unclosable(503) : answer(200));
		assertThat(response.getCode()).isEqualTo(200);
		assertThat(this.call.told).hasSize(1).first().satisfies((retry) -> {
			assertThat(retry.status()).isEqualTo(503);
			assertThat(retry.failure()).isNull();
		});
		// the clock adds ten per second
		assertThat(before - this.handler.retriesLeft()).isBetween(0.0, 1.0);
		assertThat(this.sent).isEqualTo(2);
	}

	@Test
	@DisplayName("RULE 29: so an almost empty budget suffices")
	void failingCloseNeedsNoSecondToken() throws Exception {
		RetryHandler poor = new RetryHandler(RetrySettings.defaults()
			.withBackoff(Backoff.defaults().withDelay(Duration.ZERO))
			.withBudget(new RetryBudgetSettings(1, 0)), TimeSource.SYSTEM, null);
		ClassicHttpResponse response = poor.execute(request(), scope(),
				(request, scope) -> (++this.sent == 1) ? unclosable(503) : answer(200));
		assertThat(response.getCode()).isEqualTo(200);
	}

	@Test
	void failureOfTheRequestStillFails() {
		assertThatIOException().isThrownBy(() -> execute((request, scope) -> {
			this.sent++;
			throw new IOException("broken");
		})).withMessage("broken");
		assertThat(this.sent).isEqualTo(3);
		assertThat(this.call.told).hasSize(2).allMatch((retry) -> retry.failure() != null);
	}

	private ClassicHttpResponse execute(ExecChain chain) throws Exception {
		return this.handler.execute(request(), scope(), chain);
	}

	private ExecChain.Scope scope() {
		ExecRuntime runtime = (ExecRuntime) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { ExecRuntime.class }, (proxy, method, arguments) -> false);
		return new ExecChain.Scope("test", new HttpRoute(SERVER), request(), runtime, this.call);
	}

	private static ClassicHttpRequest request() {
		return ClassicRequestBuilder.get("http://api.example.org/x").build();
	}

	private static ClassicHttpResponse answer(int status) {
		return new BasicClassicHttpResponse(status);
	}

	private static ClassicHttpResponse unclosable(int status) {
		return new BasicClassicHttpResponse(status) {

			private static final long serialVersionUID = 1L;

			@Override
			public void close() throws IOException {
				throw new IOException("the rest of the body is missing");
			}

		};
	}

	/**
	 * A call with a minute left.
	 */
	private static final class Call extends HttpClientContext implements RetryScope {

		private final List<Retry> told = new ArrayList<>();

		@Override
		public @Nullable Integer maxAttempts() {
			return null;
		}

		@Override
		public @Nullable Boolean idempotent() {
			return null;
		}

		@Override
		public Object user(HttpRequest request, HttpHost server) {
			return "me";
		}

		@Override
		public @Nullable String sharedUser(HttpRequest request, HttpHost server) {
			return "me";
		}

		@Override
		public int attempts() {
			return this.told.size() + 1;
		}

		@Override
		public void attempted() {
			assertThat(this.told).isEmpty();
		}

		@Override
		public boolean opened() {
			return true;
		}

		@Override
		public void retrying(Retry retry) {
			assertThat(retry.attempt()).isEqualTo(attempts());
		}

		@Override
		public void retried(Retry retry) {
			this.told.add(retry);
		}

		@Override
		public long nanosLeft() {
			return Duration.ofMinutes(1).toNanos();
		}

		@Override
		public TimeSource time() {
			return TimeSource.SYSTEM;
		}

		@Override
		public CallWaits waits() {
			return new NoWaits();
		}

		@Override
		public void cancelWith(Cancellable cancellable) {
			throw new UnsupportedOperationException();
		}

		@Override
		public boolean wasInterrupted() {
			return false;
		}

	}

	/**
	 * The waits of a call that only pauses, for no time.
	 */
	private static final class NoWaits implements CallWaits {

		@Override
		public void pause(long nanos) {
			assertThat(nanos).isZero();
		}

		@Override
		public void await(CompletableFuture<?> credential, String description) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void await(long nanos, String permit) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void awaiting(@Nullable String permit) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void awaitAddress(BooleanSupplier arrived, long nanos, String description) {
			throw new UnsupportedOperationException();
		}

	}

}
