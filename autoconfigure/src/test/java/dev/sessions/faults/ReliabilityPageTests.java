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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Verifies that the tables of {@code docs/reliability.md} match the tests.
 */
class ReliabilityPageTests {

	private static final Path PAGE = Path.of("../docs/reliability.md");

	@ParameterizedTest(name = "{0}")
	@MethodSource("tables")
	void tableMatchesTheTests(String test, List<FaultRow> rows) throws IOException {
		String tested = Stream.concat(Stream.of(FaultRow.HEAD), rows.stream().map(FaultRow::text))
			.collect(Collectors.joining("\n"));
		assertThat(rows).doesNotHaveDuplicates();
		assertThat(table(test)).as("The table below `%s`; expected:%n%s%n", test, tested).isEqualTo(tested);
	}

	static Stream<Arguments> tables() {
		return Stream.of(Arguments.of("ConnectFaultTests", ConnectFaultTests.rows()),
				Arguments.of("HeadFaultTests", HeadFaultTests.rows()),
				Arguments.of("BodyFaultTests", BodyFaultTests.rows()),
				Arguments.of("IdleFaultTests", IdleFaultTests.rows()),
				Arguments.of("RedirectFaultTests", RedirectFaultTests.rows()),
				Arguments.of("RetryFaultTests", RetryFaultTests.rows()));
	}

	/**
	 * The first table after the name of its test.
	 */
	private static String table(String test) throws IOException {
		Matcher table = Pattern.compile("`" + test + "`[^|]*?\\n\\n((?:\\|.*\\n)+)").matcher(Files.readString(PAGE));
		return table.find() ? table.group(1).stripTrailing() : "";
	}

}
