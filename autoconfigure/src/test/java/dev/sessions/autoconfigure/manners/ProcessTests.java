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

package dev.sessions.autoconfigure.manners;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;

import dev.sessions.Response;
import dev.sessions.Session;
import dev.sessions.testsupport.ChildJvm;
import dev.sessions.testsupport.Gate;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.core.task.AsyncTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the threads of an application with sessions.
 */
class ProcessTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start().otherwise(Reply.ok("ok"));

	@Test
	@DisplayName("process ends by itself (reg_no_web)")
	void processEndsByItself(@TempDir Path folder) throws Exception {
		String output = ChildJvm.run(folder, List.of(), RunnerApplication.class,
				"--sessions.github.base-url=" + this.server.url(), "--sessions.github.pool.warm-up=2");
		assertThat(output).contains("got ok");
	}

	@Test
	@DisplayName("virtual threads call concurrently (reg_virtual)")
	@EnabledForJreRange(min = JRE.JAVA_21)
	void virtualThreadsCallConcurrently() throws Exception {
		Gate gate = new Gate();
		this.server.on("/slow", gate.then(Reply.ok("ok")));
		Environments.yaml("sessions: { github: { base-url: '" + this.server.url() + "' } }")
			.withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class))
			.withPropertyValues("spring.threads.virtual.enabled=true")
			.run((context) -> {
				Session session = context.getBean(Session.class);
				AsyncTaskExecutor threads = context.getBean(AsyncTaskExecutor.class);
				List<Future<Response>> calls = new ArrayList<>();
				for (int i = 0; i < 8; i++) {
					calls.add(threads.submit(() -> session.get("/slow")));
				}
				gate.awaitArrivals(8);
				gate.open();
				for (Future<Response> call : calls) {
					assertThat(call.get().text()).isEqualTo("ok");
				}
			});
	}

}
