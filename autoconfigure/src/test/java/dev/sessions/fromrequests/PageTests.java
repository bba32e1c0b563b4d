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

package dev.sessions.fromrequests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Verifies that {@code docs/from-requests.md} shows exactly the code of these tests, and
 * names every feature of {@code requests}.
 */
class PageTests {

	private static final Path PAGE = Path.of("../docs/from-requests.md");

	private static final Path SOURCES = Path.of("src/test/java/dev/sessions/fromrequests");

	private static final Pattern BLOCK = Pattern.compile("^```java\\n(.*?)\\n```$", Pattern.MULTILINE | Pattern.DOTALL);

	private static final Pattern REGION = Pattern
		.compile("^\\t*// tag::([a-z0-9-]+)\\[]\\n(.*?)\\n\\t*// end::\\1\\[]$", Pattern.MULTILINE | Pattern.DOTALL);

	private static final Pattern ROW = Pattern.compile("^\\| `([^`]+)` \\| ?(.*?) ?\\|$", Pattern.MULTILINE);

	@Test
	void codeOfThePageMatchesTheTests() {
		List<String> blocks = find(BLOCK, read(PAGE)).map((block) -> block.group(1)).toList();
		List<String> regions = regions();
		assertThat(blocks).isNotEmpty().doesNotHaveDuplicates();
		assertThat(blocks).as("blocks of the page without a test").isSubsetOf(regions);
		assertThat(regions).as("regions of the tests without a block on the page").isSubsetOf(blocks);
	}

	@Test
	void everyTagHasAnEnd() {
		String sources = sources();
		assertThat(find(Pattern.compile("// (tag|end)::"), sources).count()).isEqualTo(2L * regions().size());
	}

	@ParameterizedTest
	@EnumSource
	void everythingIsNamed(PythonClass type) {
		List<MatchResult> rows = find(ROW, section("### " + type.heading)).toList();
		assertThat(rows).extracting((row) -> row.group(1)).containsExactly(type.names.trim().split("\\s+", -1));
		assertThat(rows)
			.allSatisfy((row) -> assertThat(row.group(2)).as(row.group(1)).isNotBlank().isNotEqualTo("none"));
	}

	private static List<String> regions() {
		return find(REGION, sources()).map((region) -> unindent(region.group(2))).toList();
	}

	private static String unindent(String code) {
		List<String> lines = new ArrayList<>(code.lines().toList());
		while (lines.stream().allMatch((line) -> line.isEmpty() || line.startsWith("\t"))) {
			lines.replaceAll((line) -> line.isEmpty() ? line : line.substring(1));
		}
		return String.join("\n", lines);
	}

	private static String sources() {
		try (Stream<Path> files = Files.list(SOURCES)) {
			return String.join("\n",
					files.filter((file) -> !file.endsWith("PageTests.java") && !file.endsWith("package-info.java"))
						.sorted()
						.map(PageTests::read)
						.toList());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String section(String heading) {
		String page = read(PAGE);
		int start = page.indexOf("\n" + heading + "\n");
		assertThat(start).as(heading).isNotNegative();
		int end = page.indexOf("\n#", start + 1);
		return page.substring(start, (end < 0) ? page.length() : end);
	}

	private static Stream<MatchResult> find(Pattern pattern, String text) {
		return pattern.matcher(text).results();
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The names that {@code dir()} and {@code vars()} return for an instance in requests
	 * 2.34.2 and urllib3 2.7.0, except those that begin with an underscore.
	 */
	enum PythonClass {

		SESSION("requests.Session", """
				adapters auth cert close cookies delete get get_adapter get_redirect_target head headers hooks
				max_redirects merge_environment_settings mount options params patch post prepare_request proxies put
				rebuild_auth rebuild_method rebuild_proxies request resolve_redirects send should_strip_auth stream
				trust_env verify
				"""),

		RESPONSE("requests.Response", """
				apparent_encoding close content cookies elapsed encoding headers history is_permanent_redirect
				is_redirect iter_content iter_lines json links next ok raise_for_status raw reason request
				status_code text url
				"""),

		ADAPTER("requests.adapters.HTTPAdapter", """
				add_headers build_connection_pool_key_attributes build_response cert_verify close config
				get_connection get_connection_with_tls_context init_poolmanager max_retries poolmanager
				proxy_headers proxy_manager proxy_manager_for request_url send
				"""),

		RETRY("urllib3.Retry", """
				DEFAULT DEFAULT_ALLOWED_METHODS DEFAULT_BACKOFF_MAX DEFAULT_REMOVE_HEADERS_ON_REDIRECT
				DEFAULT_RETRY_AFTER_MAX RETRY_AFTER_STATUS_CODES allowed_methods backoff_factor backoff_jitter
				backoff_max connect from_int get_backoff_time get_retry_after history increment is_exhausted
				is_retry new other parse_retry_after raise_on_redirect raise_on_status read redirect
				remove_headers_on_redirect respect_retry_after_header retry_after_max sleep sleep_for_retry status
				status_forcelist total
				""");

		private final String heading;

		private final String names;

		PythonClass(String heading, String names) {
			this.heading = heading;
			this.names = names;
		}

	}

}
