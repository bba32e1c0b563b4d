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

package dev.sessions.settings;

import java.net.InetAddress;
import java.util.List;
import java.util.function.Predicate;

import dev.sessions.internal.egress.AddressRule;
import dev.sessions.internal.egress.AllowedHosts;
import org.apache.hc.core5.http.HttpHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link EgressSettings} and for the matching of allowed hosts.
 */
class EgressSettingsTests {

	@ParameterizedTest
	@CsvSource({ "api.example.org, http://api.example.org", "api.example.org, https://API.Example.org:8443",
			"API.example.ORG, http://api.example.org.", "api.example.org., http://api.example.org",
			"*.example.org, http://a.example.org", "*.example.org, http://a.b.example.org",
			"*.Example.org, http://A.EXAMPLE.org.", "api.example.org:443, https://api.example.org",
			"api.example.org:80, http://api.example.org", "*.example.org:8443, https://a.example.org:8443",
			"xn--bcher-kva.example, http://b\u00FCcher.example", "b\u00FCcher.example, http://xn--bcher-kva.example",
			"B\u00DCCHER.example, http://b\u00FCcher.example", "10.0.0.1, http://10.0.0.1", "[::1], http://[::1]",
			"::1, http://[0:0:0:0:0:0:0:1]:8080", "'[::1]:8080', http://[::1]:8080",
			"'[::FFFF:10.0.0.1]', http://[::ffff:a00:1]", "'*.org', http://example.org" })
	void allows(String pattern, String target) throws Exception {
		assertThat(new AllowedHosts(List.of(pattern)).contain(HttpHost.create(target))).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "api.example.org, http://example.org", "api.example.org, http://api.example.org.evil.com",
			"api.example.org, http://xapi.example.org", "*.example.org, http://example.org",
			"*.example.org, http://evilexample.org", "*.example.org, http://a.example.org.evil.com",
			"*.example.org, http://a.example.com", "api.example.org:443, http://api.example.org",
			"api.example.org:8443, https://api.example.org", "127.0.0.1, http://127.1", "0.0.1, http://127.0.0.1",
			"[::1], http://[::2]", "'[::1]:80', https://[::1]", "fass.example, http://fa\u00DF.example" })
	void refuses(String pattern, String target) throws Exception {
		assertThat(new AllowedHosts(List.of(pattern)).contain(HttpHost.create(target))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "fe80::1%x.example.org", "evil.com/.example.org", "evil.com#.example.org",
			"evil.com\\.example.org", "evil.com\u0000.example.org", "evil.com%00.example.org",
			"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\u00FC.example.org" })
	void invalidHostIsNotBelowDomain(String host) {
		assertThat(new AllowedHosts(List.of("*.example.org")).contain(new HttpHost("http", host, 80))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "*", "*.", "a.*.org", "*example.org", "https://example.org", "example.org/x",
			"example.org:", "example.org:x", "example.org:65536", "me@example.org", "*.10.0.0.1", "*.[::1]", "[::1",
			"a..b", ".example.org", "*.*.example.org", "10.0.0.0/8", "a b" })
	void mistakeIsExplained(String pattern) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> EgressSettings.defaults().withAllowedHosts(List.of(pattern)))
			.withMessageStartingWith("allowed-hosts must hold hosts such as api.example.org, *.example.org")
			.withMessageEndingWith("'" + pattern + "'");
	}

	@Test
	void baseIsAddedOnlyToListedHosts() {
		EgressSettings defaults = EgressSettings.defaults();
		assertThat(defaults.including("a.example")).isEqualTo(defaults);
		assertThat(defaults.withAllowedHosts(List.of()).including("a.example").allowedHosts())
			.containsExactly("a.example");
	}

	@Test
	void filtersAreCombined() throws Exception {
		Predicate<InetAddress> noLoopback = (address) -> !address.isLoopbackAddress();
		EgressSettings one = EgressSettings.defaults().withAddressFilter(noLoopback);
		assertThat(one.withAddressFilter(noLoopback)).isEqualTo(one);
		AddressRule rule = AddressRule.of(one.withAddressFilter((address) -> !address.isMulticastAddress()));
		assertThat(rule.blockReason(InetAddress.getLoopbackAddress())).contains("address filter");
		assertThat(rule.blockReason(InetAddress.getByName("224.0.0.1"))).contains("address filter");
		assertThat(rule.blockReason(InetAddress.getByName("10.0.0.1"))).isNull();
	}

	@Test
	void privateBaseIsRefused() {
		EgressSettings settings = EgressSettings.defaults().withBlockPrivateAddresses(true);
		assertThatIllegalArgumentException().isThrownBy(() -> settings.requireReachableBase("[::1]"))
			.withMessage("base-url leads to a private address, which block-private-addresses forbids");
		assertThatNoException().isThrownBy(() -> settings.requireReachableBase("example.org"));
		assertThatNoException().isThrownBy(() -> EgressSettings.defaults().requireReachableBase("127.0.0.1"));
	}

}
