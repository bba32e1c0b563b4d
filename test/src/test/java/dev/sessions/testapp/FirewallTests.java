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

package dev.sessions.testapp;

import dev.sessions.ConnectFailedException;
import dev.sessions.Session;
import dev.sessions.SessionException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Firewall}, on which the other tests of this module rely.
 */
class FirewallTests {

	@Test
	void realSessionIsStoppedAndCounted() throws Exception {
		try (Session session = Session.builder("real").retry((retry) -> retry.withMaxAttempts(1)).build()) {
			int before = Firewall.attempts();
			assertThatExceptionOfType(SessionException.class).isThrownBy(() -> session.get("http://127.0.0.1:9/"))
				.withStackTraceContaining("The firewall of the tests is closed");
			assertThat(Firewall.attempts()).isGreaterThan(before);
			AutoCloseable hole = Firewall.open();
			try {
				assertThatExceptionOfType(ConnectFailedException.class)
					.isThrownBy(() -> session.get("http://127.0.0.1:9/"));
			}
			finally {
				hole.close();
			}
		}
	}

}
