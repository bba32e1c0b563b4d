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

package dev.sessions.internal.call;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.sessions.internal.body.BlockInputStream;
import dev.sessions.internal.concurrent.SharedTimer;
import dev.sessions.testsupport.Stopwatch;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

/**
 * Tests for {@link LeasedInputStream}.
 */
class LeasedInputStreamTests {

	private final ExecRuntime runtime = mock(ExecRuntime.class);

	@AutoClose("countDown")
	private final CountDownLatch end = new CountDownLatch(1);

	@Test
	@DisplayName("RULE 25: draining a body is bounded in time, also without the timer's thread")
	void drainEndsWhileTheTimerIsBusy() throws Exception {
		SharedTimer.INSTANCE.after(0, this::awaitEnd);
		LeasedEntity body = body(new SlowStream());
		Stopwatch stopwatch = Stopwatch.start();
		body.close();
		assertThat(stopwatch.elapsed()).isLessThan(Duration.ofSeconds(1));
		verify(this.runtime).discardEndpoint();
		verify(this.runtime, never()).releaseEndpoint();
	}

	private void awaitEnd() {
		try {
			this.end.await(3, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private LeasedEntity body(InputStream in) {
		return new LeasedEntity(new InputStreamEntity(in, null),
				new ExecChain.Scope("id", new HttpRoute(new HttpHost("http", "localhost", 80)),
						new BasicClassicHttpRequest("GET", "/"), this.runtime, HttpClientContext.create()));
	}

	/**
	 * A body of two seconds, one byte every five milliseconds.
	 */
	private static final class SlowStream extends BlockInputStream {

		private int left = 400;

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			try {
				Thread.sleep(5);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			return (this.left-- > 0) ? 1 : -1;
		}

	}

}
