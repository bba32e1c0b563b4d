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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.sessions.internal.auth.HeaderAuthorization;
import dev.sessions.internal.concurrent.TimeSource;
import dev.sessions.internal.shared.MemoryStore;
import dev.sessions.internal.shared.SharedSession;
import dev.sessions.settings.SharedSettings;
import dev.sessions.testsupport.Stopwatch;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link SharedTokens} that wait for the token of another instance.
 */
class SharedTokensTests {

	private static final Duration WAIT = Duration.ofMillis(100);

	private final MemoryStore store = new MemoryStore(TimeSource.SYSTEM);

	private final List<AccessToken> adopted = new ArrayList<>();

	private final SharedTokens tokens = tokens(this.store);

	private SharedTokens tokens(MemoryStore store) {
		SharedSession session = Objects
			.requireNonNull(SharedSession.of("test", SharedSettings.none().withStore(store)));
		SharedTokens tokens = new SharedTokens(session, List.of("token"), HeaderAuthorization::bearer,
				TimeSource.SYSTEM, this.adopted::add);
		tokens.listen();
		return tokens;
	}

	private static void publish(SharedTokens tokens, String value) {
		tokens.publish(new IssuedToken(HeaderAuthorization.bearer(value), Duration.ofHours(1), value), null)
			.stored()
			.join();
	}

	@Test
	void tokenOfAnotherInstanceEndsTheWait() throws InterruptedException {
		publish(tokens(this.store.another()), "t1");
		assertThat(this.adopted).hasSize(1);
		Stopwatch stopwatch = Stopwatch.start();
		this.tokens.awaitNews(Duration.ofMinutes(1).toMillis());
		assertThat(stopwatch.elapsed()).isLessThan(Duration.ofSeconds(30));
	}

	@Test
	void ownTokenDoesNotEndTheWait() throws InterruptedException {
		publish(this.tokens, "t1");
		assertThat(this.adopted).isEmpty();
		Stopwatch stopwatch = Stopwatch.start();
		this.tokens.awaitNews(WAIT.toMillis());
		assertThat(stopwatch.elapsed()).isGreaterThanOrEqualTo(WAIT);
	}

}
