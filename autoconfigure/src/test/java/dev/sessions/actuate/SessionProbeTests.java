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

package dev.sessions.actuate;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import dev.sessions.Session;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SessionProbe}.
 */
class SessionProbeTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final Session session = Session.builder("api").baseUrl(this.server.url()).build();

	private final AtomicLong time = new AtomicLong();

	@Test
	void apiIsProbedAgainWhenTheResultIsOld() {
		this.server.otherwise(Reply.ok("well"), Reply.status(404));
		SessionProbe probe = new SessionProbe(() -> this.session, "/health", this.time::get);
		assertThat(probe.health().getStatus()).isEqualTo(Status.UP);
		this.time.addAndGet(SessionProbe.TIME_TO_LIVE.toNanos() - 1);
		assertThat(probe.health().getStatus()).isEqualTo(Status.UP);
		this.time.addAndGet(1);
		assertThat(probe.health().getStatus()).isEqualTo(Status.DOWN);
		assertThat(this.server.requests()).hasSize(2);
	}

	@Test
	void hangingProbeBlocksNoCallerAndIsNotRepeated() throws InterruptedException {
		CountDownLatch asked = new CountDownLatch(1);
		CountDownLatch end = new CountDownLatch(1);
		AtomicInteger questions = new AtomicInteger();
		SessionProbe probe = new SessionProbe(() -> {
			questions.incrementAndGet();
			asked.countDown();
			awaitUninterruptibly(end);
			return this.session;
		}, "/health", this.time::get);
		probe.begin();
		asked.await();
		this.time.addAndGet(Duration.ofMinutes(1).toNanos());
		Health health = probe.health();
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(health.getDetails()).containsEntry("error", "no answer for 60000 ms");
		assertThat(questions).hasValue(1);
		end.countDown();
	}

	@Test
	void foreignMessageIsNotQuoted() {
		SessionProbe probe = new SessionProbe(() -> {
			throw new IllegalStateException("secret");
		}, "/health", this.time::get);
		assertThat(probe.health().getDetails()).containsEntry("error", "IllegalStateException");
	}

	@Test
	void probeWithoutThreadIsMadeNextTime() {
		AtomicBoolean broken = new AtomicBoolean(true);
		SessionProbe probe = new SessionProbe(() -> this.session, "/health", this.time::get, (question) -> {
			if (broken.get()) {
				throw new InternalError("no thread");
			}
			question.run();
		});
		this.server.otherwise(Reply.ok("well"));
		Health health = probe.health();
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(health.getDetails()).containsEntry("error", "InternalError");
		broken.set(false);
		this.time.addAndGet(SessionProbe.TIME_TO_LIVE.toNanos());
		assertThat(probe.health().getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void probeSeesTheClassesOfTheApplication() throws IOException {
		AtomicReference<ClassLoader> seen = new AtomicReference<>();
		this.server.otherwise(Reply.ok("well"));
		ClassLoader before = Thread.currentThread().getContextClassLoader();
		try (URLClassLoader application = new URLClassLoader(new URL[0], before)) {
			Thread.currentThread().setContextClassLoader(application);
			SessionProbe probe = new SessionProbe(() -> {
				seen.set(Thread.currentThread().getContextClassLoader());
				return this.session;
			}, "/health", this.time::get);
			probe.health();
			assertThat(seen).hasValue(application);
		}
		finally {
			Thread.currentThread().setContextClassLoader(before);
		}
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
