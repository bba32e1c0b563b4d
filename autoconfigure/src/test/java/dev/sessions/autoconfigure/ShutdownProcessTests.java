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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.sessions.testsupport.Gate;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of the end of an application with sessions, in a separate JVM.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ShutdownProcessTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@TempDir
	private Path folder;

	@Test
	void noThreadIsLeft() throws Exception {
		this.server.on("/x", Reply.redirect(302, "/moved")).otherwise(Reply.status(503), Reply.ok("ok").cookie("a=b"));
		Process process = start("threads", "--sessions.test.cookies.file=" + this.folder.resolve("jar"),
				"--sessions.test.pool.warm-up=2", "--sessions.test.pool.max-idle-time=10m",
				"--sessions.test.pool.leak-detection=10m");
		String output = output(process);
		assertThat(process.waitFor()).as(output).isZero();
		assertThat(output).containsPattern("before \\[.*sessions-timer.*\\]").contains("after []");
	}

	@Test
	void runningCallEndsWhenTheProcessIsTerminated() throws Exception {
		Gate gate = new Gate();
		this.server.on("/slow", gate.then(Reply.ok("the answer")));
		Process process = start("call");
		gate.awaitArrivals(1);
		// Process.destroy would close its output as well
		process.toHandle().destroy();
		StringBuilder output = new StringBuilder();
		while (output.indexOf("Waiting for the running calls of sessions to end") < 0) {
			String line = process.inputReader().readLine();
			assertThat(line).as(output.toString()).isNotNull();
			output.append(line).append('\n');
		}
		gate.open();
		process.inputReader().lines().forEach((line) -> output.append(line).append('\n'));
		assertThat(process.waitFor()).as(output.toString()).isEqualTo(128 + 15);
		assertThat(output).contains("got the answer").doesNotContain("Exception");
		await().until(() -> this.server.open() == 0);
	}

	private Process start(String way, String... properties) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
						ShutdownApplication.class.getName(), way, "--sessions.test.base-url=" + this.server.url()));
		Collections.addAll(command, properties);
		return new ProcessBuilder(command).redirectErrorStream(true).start();
	}

	private static String output(Process process) throws IOException {
		return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
	}

}
