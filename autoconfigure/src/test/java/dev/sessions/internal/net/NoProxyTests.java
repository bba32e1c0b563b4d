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

package dev.sessions.internal.net;

import java.net.URI;
import java.util.List;

import org.apache.hc.core5.http.HttpHost;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link NoProxy}.
 */
class NoProxyTests {

	@ParameterizedTest
	@CsvSource({ "example.org, http://example.org", "example.org, https://EXAMPLE.org:8443",
			"Example.ORG, http://example.org", "example.org, http://example.org.", "example.org., http://example.org",
			"example.org, http://api.example.org", ".example.org, http://api.example.org",
			".example.org, http://example.org", "*.example.org, http://a.b.example.org", "*, http://anything",
			"*, http://10.0.0.1", "localhost, http://localhost:8080", "example.org:80, http://example.org",
			"example.org:443, https://example.org", "example.org:8080, http://api.example.org:8080",
			"127.0.0.1, http://127.0.0.1:9", "127.0.0.1:9, http://127.0.0.1:9", "10.0.0.0/8, http://10.255.0.1",
			"10.1.2.128/25, http://10.1.2.200", "0.0.0.0/0, http://1.2.3.4", "::1, http://[::1]:8080",
			"[::1], http://[::1]", "[::1]:81, http://[::1]:81", "fd00::/8, http://[fd12:3456::1]",
			"::1, http://[0:0:0:0:0:0:0:1]", "xn--bcher-kva.example, http://xn--bcher-kva.example",
			"bücher.example, http://xn--bcher-kva.example" })
	void matches(String pattern, String target) {
		assertThat(NoProxy.parse(List.of("other.example", pattern)).matches(host(target))).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "example.org, http://notexample.org", "example.org, http://example.org.evil.example",
			".example.org, http://notexample.org", "api.example.org, http://example.org",
			"example.org:8080, http://example.org", "example.org:80, https://example.org",
			"127.0.0.1, http://127.0.0.11", "127.0.0.1:9, http://127.0.0.1:99", "10.0.0.0/8, http://11.0.0.1",
			"10.0.0.0/8, http://10.example.org", "10.1.2.128/25, http://10.1.2.100", "0.0.0.0/0, http://[::1]",
			"::/0, http://1.2.3.4", "[::1]:81, http://[::1]:82", "1, http://10.0.0.1" })
	void doesNotMatch(String pattern, String target) {
		assertThat(NoProxy.parse(List.of("other.example", pattern)).matches(host(target))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", ".", "a b", "http://example.org", "10.0.0.0/33", "10.0.0/8", "10.0.0.0/-1",
			"10.0.0.0/", "/8", "fd00::/129", "example.org:http", "example.org:", "ex*mple.org", "10.*", "a..b", "[::1",
			"example.org:65536", "example.org:99999" })
	void rejectsInvalidPattern(String pattern) {
		assertThatIllegalArgumentException().isThrownBy(() -> NoProxy.parse(List.of(pattern)))
			.withMessageStartingWith("no-proxy must hold ")
			.withMessageEndingWith("'" + pattern.trim() + "'");
	}

	private static HttpHost host(String url) {
		URI uri = URI.create(url);
		return new HttpHost(uri.getScheme(), uri.getHost(), uri.getPort());
	}

}
