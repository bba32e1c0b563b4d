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

package dev.sessions.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RecordedRun}, with several JVMs that record to one file.
 */
class RecordedRunTests {

	private static final String TESTS = RecordedRunTests.class.getName() + ".";

	private static final int WRITES = 20;

	@TempDir
	private Path folder;

	private Path path() {
		return this.folder.resolve("api.har");
	}

	private static CassetteFile file(Path path) {
		return new CassetteFile("api.har", path, RecordedRunTests.class);
	}

	private static HarEntry entry(String test, String path) {
		ObjectNode json = JsonNodeFactory.instance.objectNode();
		json.put("time", 5L).put(HarEntry.TEST, test).putObject("request").put("url", "http://api" + path);
		return new HarEntry(json);
	}

	private static void record(Path path, CassetteMode mode, String test, String url) throws IOException {
		RecordedRun.of(file(path)).write(file(path), mode, test, List.of(entry(test, url)));
	}

	private List<String> recorded() {
		HarLog log = file(path()).read();
		return (log != null) ? log.entries().stream().map((entry) -> entry.uri().getPath()).toList() : List.of();
	}

	@ParameterizedTest
	@EnumSource(names = { "RECORD", "UPDATE" })
	void exchangesOfAllProcessesAreKept(CassetteMode mode) throws Exception {
		List<Process> processes = new ArrayList<>();
		List<String> expected = new ArrayList<>();
		for (String test : List.of("exchangesOfAllProcessesAreKept", "exchangesOfOtherTestsAreKept")) {
			processes.add(new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
					System.getProperty("java.class.path"), OtherProcess.class.getName(), path().toString(), mode.name(),
					TESTS + test)
				.inheritIO()
				.start());
			for (int i = 0; i < WRITES; i++) {
				expected.add("/" + test + "/" + i);
			}
		}
		for (Process process : processes) {
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
			assertThat(process.exitValue()).isZero();
		}
		assertThat(recorded()).containsExactlyInAnyOrderElementsOf(expected);
	}

	@Test
	void exchangesOfOtherTestsAreKept() throws IOException {
		file(path()).write(new HarLog(List.of(entry(TESTS + "exchangesOfOtherTestsAreKept", "/old"),
				entry(TESTS + "secretInExchangeOfOtherProcessIsRemoved", "/other"), entry(TESTS + "gone", "/gone"),
				entry("dev.sessions.test.Gone.test", "/gone"), entry("", "/gone"))));
		record(path(), CassetteMode.RECORD, TESTS + "exchangesOfOtherTestsAreKept", "/new");
		assertThat(recorded()).containsExactly("/other", "/new");
		record(path(), CassetteMode.RECORD, TESTS + "exchangesOfOtherTestsAreKept", "/again");
		assertThat(recorded()).containsExactly("/other", "/new", "/again");
	}

	@Test
	void secretInExchangeOfOtherProcessIsRemoved() throws IOException {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.addFirst(new MapPropertySource("test", Map.of("sessions.api.auth.basic.password", "learnt-s3cret")));
		file(path()).write(new HarLog(List.of(entry(TESTS + "exchangesOfOtherTestsAreKept", "/learnt-s3cret"),
				entry(TESTS + "exchangesOfAllProcessesAreKept", "/other"))));
		RecordedRun.of(file(path())).secrets().learn(environment);
		assertThatExceptionOfType(AssertionError.class).isThrownBy(
				() -> record(path(), CassetteMode.RECORD, TESTS + "secretInExchangeOfOtherProcessIsRemoved", "/own"))
			.withMessageContaining("An exchange was removed from the cassette api.har: the secret of the property");
		assertThat(recorded()).containsExactly("/other", "/own");
		assertThat(Files.readString(path())).doesNotContain("learnt-s3cret");
	}

	/**
	 * Records the exchanges of one test, each with a write of its own.
	 */
	public static final class OtherProcess {

		private OtherProcess() {
		}

		public static void main(String[] args) throws IOException {
			for (int i = 0; i < WRITES; i++) {
				record(Path.of(args[0]), CassetteMode.valueOf(args[1]), args[2],
						"/" + args[2].substring(TESTS.length()) + "/" + i);
			}
		}

	}

}
