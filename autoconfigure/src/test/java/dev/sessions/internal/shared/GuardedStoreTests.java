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

package dev.sessions.internal.shared;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.sessions.internal.concurrent.TimeSource;
import dev.sessions.settings.SharedSettings;
import dev.sessions.testsupport.UnreliableStore;
import dev.sessions.testsupport.UnreliableStore.Fault;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

/**
 * Tests for {@link GuardedStore}.
 */
@ExtendWith(OutputCaptureExtension.class)
class GuardedStoreTests {

	private static final SharedMap MAP = new SharedMap("topic", "map");

	private static final Duration DAY = Duration.ofDays(1);

	private final UnreliableStore cuttable = new UnreliableStore(new MemoryStore(TimeSource.SYSTEM));

	@AutoClose
	private final GuardedStore store = new GuardedStore(this.cuttable);

	@Test
	void operationsPassWhileTheStoreIsAvailable() throws Exception {
		SharedEntry entry = new SharedEntry("key", 1, SharedEntry.NEVER, new byte[] { 1 });
		assertThat(get(this.store.merge(MAP, List.of(entry), DAY))).isEmpty();
		assertThat(get(this.store.load(MAP, DAY))).containsExactly(entry);
		assertThat(this.store.isAvailable()).isTrue();
		assertThat(this.store.lastHeard()).isNotNull();
	}

	@ParameterizedTest
	@EnumSource(names = { "FAIL", "HANG" })
	void unresponsiveStoreIsUnavailableUntilItResponds(Fault fault, CapturedOutput output) throws Exception {
		get(this.store.probe());
		AtomicInteger missed = new AtomicInteger();
		this.store.listen("topic", new MissedChanges(missed));
		this.cuttable.withFault(fault);
		CompletableFuture<List<SharedEntry>> first = this.store.load(MAP, DAY);
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> get(first));
		await().until(() -> !this.store.isAvailable());
		CompletableFuture<List<SharedEntry>> next = this.store.load(MAP, DAY);
		assertThat(next).isCompletedExceptionally();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> get(next))
			.withCauseInstanceOf(StoreUnavailableException.class);
		assertThat(missed).hasValue(0);
		this.cuttable.withFault(Fault.NONE);
		await().until(this.store::isAvailable);
		await().until(() -> missed.get() == 1);
		assertThat(get(this.store.load(MAP, DAY))).isEmpty();
		String reason = (fault == Fault.HANG) ? "java.util.concurrent.TimeoutException: no answer within 500 ms"
				: "java.lang.IllegalStateException: The store is unavailable";
		assertThat(StringUtils.countOccurrencesOf(output.toString(), "is unavailable (" + reason)).isEqualTo(1);
		assertThat(output).contains("is available again");
	}

	@Test
	void firstResponseMayTakeLonger() {
		this.cuttable.withFault(Fault.HANG);
		CompletableFuture<Void> first = this.store.probe();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> get(first))
			.withMessageContaining("no answer within 2000 ms");
		assertThat(this.store.isAvailable()).isFalse();
	}

	@Test
	void sessionClosesOnlyItsOwnStore() {
		SharedStore plain = mock();
		SharedStore guarded = mock();
		Objects.requireNonNull(SharedSession.of("one", SharedSettings.none().withStore(plain))).close();
		then(plain).should().close();
		GuardedStore ofMany = new GuardedStore(guarded);
		Objects.requireNonNull(SharedSession.of("one", SharedSettings.none().withStore(ofMany))).close();
		then(guarded).should(never()).close();
	}

	private static <T> T get(CompletableFuture<T> future) throws Exception {
		return future.get(10, TimeUnit.SECONDS);
	}

	private record MissedChanges(AtomicInteger count) implements SharedListener {

		@Override
		public void changed(SharedMap map, List<SharedEntry> entries) {
			// of no interest
		}

		@Override
		public void missed() {
			this.count.incrementAndGet();
		}

	}

}
