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

package dev.sessions.internal.call;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.apache.hc.core5.http.HttpHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link MountSelector} and {@link MountPrefix}.
 */
class MountSelectorTests {

	private static final URI BASE_URL = URI.create("https://API.example.org/v2/");

	@ParameterizedTest
	@CsvSource({ "/reports, /v2/reports", "/reports, /v2/reports/1", "/reports, /v2/reports?page=2",
			"/reports, /v2/reports/", "/reports/, /v2/reports", "/reports/, /v2/reports/1", "/, /v2", "/, /v2/x",
			"/, /v2?x", "https://api.example.org, /", "https://api.example.org, /v1",
			"HTTPS://api.EXAMPLE.org:443/, /v1", "https://api.example.org/v2/reports, /v2/reports/1",
			"/a%20b, /v2/a%20b/c" })
	void matches(String prefix, String path) {
		assertThat(find(path, "https", 443, prefix)).isEqualTo(1);
		assertThat(find(path, "https", -1, prefix)).isEqualTo(1);
	}

	@ParameterizedTest
	@CsvSource({ "/reports, /v2/./reports", "/reports, /v2/x/../reports/1", "/reports, /v2/%2E/reports?a=%41",
			"/reports, /x/%2e%2e/v2/reports", "/reports, /v2/%72eports", "/a/../reports, /v2/reports",
			"/%72eports, /v2/reports", "/a%2Fb, /v2/a%2Fb" })
	void matchesAnySpellingOfThePath(String prefix, String path) {
		assertThat(find(path, "https", 443, prefix)).isEqualTo(1);
	}

	@ParameterizedTest
	@CsvSource({ "/reports, /v2/reports/../x", "/reports, /v2/reports/%2e%2e/x", "/a/b, /v2/a%2Fb",
			"/reports, /v2/x?/../reports", "/reports, /v2/reports%2F../x" })
	void doesNotMatchAPathThatLeadsElsewhere(String prefix, String path) {
		assertThat(find(path, "https", 443, prefix)).isEqualTo(MountSelector.NONE);
	}

	@ParameterizedTest
	@CsvSource({ "/reports, /v2/reports-2", "/reports, /v2/reportsX", "/reports, /v2/report", "/reports, /reports",
			"/reports, /v2/Reports", "/reports, /v2/x/reports", "/reports/, /v2/reports-2", "/, /v2x", "/, /v1",
			"https://api.example.org:8443, /v2", "http://api.example.org, /v2", "https://example.org, /v2",
			"https://api.example.org.evil.org, /v2", "https://api.example.org/v2/reports, /v2/reports2" })
	void doesNotMatch(String prefix, String path) {
		assertThat(find(path, "https", 443, prefix)).isEqualTo(MountSelector.NONE);
	}

	@Test
	void pathMatchesAtTheOriginOfTheBaseUrlOnly() {
		assertThat(find("/v2/reports", "https", 443, "/reports")).isEqualTo(1);
		assertThat(find("/v2/reports", "https", 444, "/reports")).isEqualTo(MountSelector.NONE);
		assertThat(find("/v2/reports", "http", 80, "/reports")).isEqualTo(MountSelector.NONE);
	}

	@ParameterizedTest
	@CsvSource({ "/v2/a/b/c, 2", "/v2/a/b, 2", "/v2/a/x, 4", "/v2/x, 1", "/v1, 3" })
	void longestPrefixMatches(String path, int expected) {
		assertThat(find(path, "https", 443, "/", "/a/b", "https://api.example.org", "/a")).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "reports", "", "*", "https://", "https:reports", "//example.org/x", "ftp://example.org/",
			"/reports?page=1", "/reports#top", "https://me:secret@example.org/x", "https://example.org/?key=secret",
			"/a b", "\\evil", "mailto:me@example.org" })
	void invalidPrefixIsRefused(String prefix) {
		assertThatIllegalArgumentException().isThrownBy(() -> MountPrefix.parse(prefix))
			.withMessageStartingWith("The prefix of a mount ")
			.withMessageNotContaining("secret");
	}

	@ParameterizedTest
	@CsvSource({ "/reports, /reports/", "/reports, https://api.example.org/v2/reports", "http://a, http://A:80/",
			"/, https://api.example.org/v2" })
	void samePrefixTwiceIsRefused(String one, String two) {
		assertThatIllegalArgumentException().isThrownBy(() -> mounts(one, two))
			.withMessageContaining("There are two mounts for ");
	}

	@Test
	void pathNeedsABaseUrl() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> MountSelector.of(List.of(MountPrefix.parse("/reports")), null))
			.withMessageContaining("/reports")
			.withMessageContaining("no base URL");
		assertThat(MountSelector.of(List.of(MountPrefix.parse("https://a")), null)).isNotNull();
		assertThat(MountSelector.of(List.of(), null)).isNull();
	}

	private static int find(String path, String scheme, int port, String... prefixes) {
		return mounts(prefixes).find(new HttpHost(scheme, "api.Example.ORG", port), path);
	}

	private static MountSelector mounts(String... prefixes) {
		return Objects.requireNonNull(MountSelector.of(Stream.of(prefixes).map(MountPrefix::parse).toList(), BASE_URL));
	}

}
