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

import org.apache.hc.core5.http.HttpHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Host names by UTS 46 and Punycode.
 */
class HostNameTests {

	@ParameterizedTest
	@CsvSource({
			// RFC 3492, section 7.1
			"\u4ed6\u4eec\u4e3a\u4ec0\u4e48\u4e0d\u8bf4\u4e2d\u6587, xn--ihqwcrb4cv8a8dqg056pqjye",
			"\u4ed6\u5011\u7232\u4ec0\u9ebd\u4e0d\u8aaa\u4e2d\u6587, xn--ihqwctvzc91f659drss3x8bo0yb",
			"3\u5e74b\u7d44\u91d1\u516b\u5148\u751f, xn--3b-ww4c5e180e575a65lsy2b",
			"\u305d\u306e\u30b9\u30d4\u30fc\u30c9\u3067, xn--d9juau41awczczp",
			"pourquoinepeuvent\u00e8, xn--pourquoinepeuvent-8sb",
			// as in browsers and curl
			"b\u00fccher, xn--bcher-kva", "BU\u0308CHER, xn--bcher-kva", "fa\u00df.de, xn--fa-hia.de",
			"FA\u1e9e.de, xn--fa-hia.de", "\u03b2\u03cc\u03bb\u03bf\u03c2.com, xn--nxasmm1c.com",
			"\u2764\ufe0f.ws, xn--qei.ws", "\ud83d\ude00.ws, xn--e28h.ws", "\u0130.tr, xn--i-9bb.tr",
			"\ud840\udc0b.test, xn--u50i.test", "\uff42\u00fc.test, xn--b-eha.test", "a\u3002b\uff0ec\uff61d, a.b.c.d",
			"_dmarc.Example.org., _dmarc.Example.org.", "127.0.0.1, 127.0.0.1", "xn--0, xn--0",
			"[::FFFF:1.2.3.4], [::FFFF:1.2.3.4]", "[fe80::1%25eth0], [fe80::1%eth0]", "[fe80::1%eth0], [fe80::1%eth0]",
			"[fe80::1%251], [fe80::1%1]" })
	void isReadAsInBrowsers(String text, String wire) {
		assertThat(HostName.parse(text)).isEqualTo(wire);
		assertThat(HostName.parse(wire)).isEqualTo(wire);
	}

	@ParameterizedTest
	@CsvSource({ "b\u00fccher.example", "fa\u00df.de", "www.\u6771.example", "\ud83d\ude00.ws", "plain.example",
			"my_host", "xn--0.test", "xn--fa-hia.de" })
	void survivesHttpClient(String text) {
		String wire = HostName.parse(text);
		assertThat(HostName.of(new HttpHost("http", wire, 80))).isEqualTo(wire);
		assertThat(new HttpHost("http", wire, 80).toHostString()).isEqualTo(wire + ":80");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ".", "..", "a..b", "a b", "a%41", "a/b", "a@b", "a:b", "\u00fc\u2488", "\u2100\u00fc",
			"\uff11\uff12\uff17.0.0.1", "\u2460.0.0.1", "\u212a.test", "\u00fc\u200d", "\u00fc\u202e", "\u00fc\ue000",
			"\u00fc\ud800", "xn--\u00fc", "\u0301\u00fc", "[]", "[::1", "::1]", "[::1]a", "[1.2.3.4]", "[::1%]",
			"[::1%a b]", "[::1%a%b]", "[localhost]" })
	void rejectsInvalidHost(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> HostName.parse(text))
			.withMessageStartingWith("The URL names no valid host");
	}

	@Test
	void removesAZone() {
		assertThat(HostName.withoutZone("[fe80::1%eth0]")).isEqualTo("[fe80::1]");
		assertThat(HostName.withoutZone("fe80::1%eth0")).isEqualTo("fe80::1");
		assertThat(HostName.withoutZone("a.example")).isEqualTo("a.example");
	}

}
