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

package dev.sessions.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Verifies that servers which send more data than the memory can hold do not exhaust it,
 * in a separate JVM with a small heap.
 */
class SmallHeapTests {

	private static final int PATIENCE_MINUTES = 3;

	@TempDir
	private Path directory;

	/**
	 * bomb-gzip.
	 */
	@Test
	void limitsHoldIn64Megabytes() throws Exception {
		Path output = this.directory.resolve("output");
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError", "-cp",
				System.getProperty("java.class.path"), Trials.class.getName())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		try {
			assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).as(() -> "ends: " + read(output)).isTrue();
			assertThat(process.exitValue()).as(() -> read(output)).isZero();
			assertThat(read(output).lines()).contains("sends a gzip bomb", "sends a bomb in five layers of gzip",
					"sends a gzip bomb with a 401", "redirects with a gzip bomb", "answers 503 with a gzip bomb",
					"sends headers without end", "sends a header line without end", "sends 10,000 `Set-Cookie` headers",
					"sends chunks without end", "sends interim responses without end");
		}
		finally {
			process.destroyForcibly();
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

	/**
	 * The program of the other JVM.
	 */
	public static final class Trials {

		private static final Pattern LARGE = Pattern
			.compile("bomb|without end|does not end|of 1 MB|8 EB|beyond|10,000");

		private Trials() {
		}

		public static void main(String[] args) throws InterruptedException {
			List<FaultRow> rows = Stream
				.of(HeadFaultTests.rows(), BodyFaultTests.rows(), RedirectFaultTests.rows(), RetryFaultTests.rows())
				.flatMap(List::stream)
				.filter((row) -> LARGE.matcher(row.fault()).find())
				.toList();
			for (FaultRow row : rows) {
				Trial.of(row);
				System.out.println(row);
			}
		}

	}

}
