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

package dev.sessions.internal.aws;

import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

import dev.sessions.internal.auth.AuthScope;
import dev.sessions.internal.auth.NoCredentialException;
import dev.sessions.internal.concurrent.CallWaits;
import dev.sessions.internal.concurrent.TimeSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.Mockito.mock;

/**
 * Tests of {@link AwsIdentities} that are closed while a provider is called.
 */
class AwsIdentitiesTests {

	private final Queue<Runnable> lookups = new ArrayDeque<>();

	private final List<Provider> providers = new ArrayList<>();

	private final AuthScope call = mock(AuthScope.class);

	private final TimeSource time = mock(TimeSource.class);

	private final AwsIdentities identities = new AwsIdentities(this::provider, this::execute, null);

	private Runnable beforeLookup = () -> {
	};

	private Runnable duringLookup = () -> {
	};

	private @Nullable Error noThread;

	@BeforeEach
	void runLookupWhileTheCallWaits() throws InterruptedIOException {
		CallWaits waits = mock(CallWaits.class);
		given(this.call.time()).willReturn(this.time);
		given(this.time.clock()).willReturn(Clock.systemUTC());
		given(this.call.waits()).willReturn(waits);
		willAnswer((invocation) -> {
			this.beforeLookup.run();
			this.lookups.remove().run();
			return null;
		}).given(waits).await(any(CompletableFuture.class), any());
	}

	private void execute(Runnable lookup) {
		if (this.noThread != null) {
			throw this.noThread;
		}
		this.lookups.add(lookup);
	}

	private AwsCredentialsProvider provider() {
		Provider provider = new Provider();
		this.providers.add(provider);
		return provider;
	}

	@Test
	void providerIsClosedOnce() throws Exception {
		this.identities.get(this.call);
		this.identities.get(this.call);
		assertThat(closings()).containsExactly(0);
		this.identities.close();
		this.identities.close();
		assertThat(closings()).containsExactly(1);
	}

	@Test
	void providerThatIsCreatedAfterTheEndIsClosed() throws Exception {
		this.beforeLookup = this.identities::close;
		assertThat(this.identities.get(this.call).accessKeyId()).isEqualTo("AKID");
		assertThat(closings()).containsExactly(1);
		assertThat(this.identities.timeLeft()).isNull();
	}

	@Test
	void providerThatIsCalledAtTheEndIsClosed() throws Exception {
		this.duringLookup = this.identities::close;
		this.identities.get(this.call);
		assertThat(closings()).containsExactly(1);
		this.identities.get(this.call);
		assertThat(closings()).containsExactly(1, 1);
	}

	@Test
	void providerThatFailsAtTheEndIsClosed() {
		this.duringLookup = () -> {
			this.identities.close();
			throw new IllegalStateException("no credentials");
		};
		assertThatExceptionOfType(NoCredentialException.class).isThrownBy(() -> this.identities.get(this.call));
		assertThat(closings()).containsExactly(1);
	}

	@Test
	void providerIsKeptWithoutAThread() throws Exception {
		this.identities.get(this.call);
		given(this.time.nanoTime()).willReturn(Duration.ofMinutes(2).toNanos());
		this.noThread = new OutOfMemoryError("no thread");
		assertThat(this.identities.get(this.call).accessKeyId()).isEqualTo("AKID");
		this.identities.close();
		assertThat(closings()).containsExactly(1);
	}

	private List<Integer> closings() {
		return this.providers.stream().map((provider) -> provider.closings).toList();
	}

	private final class Provider implements AwsCredentialsProvider, AutoCloseable {

		private int closings;

		@Override
		public AwsCredentials resolveCredentials() {
			AwsIdentitiesTests.this.duringLookup.run();
			return AwsBasicCredentials.create("AKID", "s3cret");
		}

		@Override
		public void close() {
			this.closings++;
		}

	}

}
