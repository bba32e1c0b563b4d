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

package dev.sessions.cluster;

import java.nio.file.Path;
import java.util.List;

import dev.sessions.testsupport.LoginServer;
import dev.sessions.testsupport.RedisServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the login of three instances.
 */
@Tag("external-program")
@Timeout(180)
class SharedLoginClusterTests {

	private static final int THREADS = 200;

	@TempDir
	private static Path folder;

	@AutoClose
	private static Cluster cluster;

	@AutoClose
	private final RedisServer redis = RedisServer.start();

	@AutoClose
	private final LoginServer server = LoginServer.start().single();

	@BeforeAll
	@Timeout(180)
	static void start() {
		cluster = Cluster.start(folder);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	@DisplayName("RULE 49: one login for 3 instances with 200 threads each, and one more after its expiry")
	void oneLoginServesAllInstances(boolean redirecting) {
		if (redirecting) {
			this.server.redirecting();
		}
		cluster.open(this.redis.port(), this.server.url(), "login=/login");
		cluster.callFromManyThreads(THREADS);
		assertThat(this.server.logins()).isEqualTo(1);
		this.server.expire();
		cluster.callFromManyThreads(THREADS);
		assertThat(this.server.logins()).isEqualTo(2);
		assertThat(cluster.ask("cookies"))
			.isEqualTo(List.of("sid=s3cret-sid-2", "sid=s3cret-sid-2", "sid=s3cret-sid-2"));
	}

}
