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

import java.net.InetAddress;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LiteralAddress}.
 */
class LiteralAddressTests {

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "127.0.0.1.", "127.1", "127.0.1", "2130706433", "0x7f.1", "0X7F.0.0.1",
			"0x7f000001", "0x7f.0x0.0x0.0x1", "127.0x1", "\uFF11\uFF12\uFF17.0.0.1", "127\u30020\u30020\u30021",
			"::ffff:127.0.0.1", "[::ffff:7f00:1]", "[::FFFF:127.0.0.1]", "localhost", "LOCALHOST", "localhost.",
			"a.b.localhost" })
	void loopbackInAllSpellings(String host) throws Exception {
		assertThat(LiteralAddress.of(host)).containsExactly(InetAddress.getByAddress(new byte[] { 127, 0, 0, 1 }));
	}

	@ParameterizedTest
	@CsvSource({ "0177.0.0.1, 127.0.0.1, 177.0.0.1", "010.0.0.1, 8.0.0.1, 10.0.0.1",
			"017700000001, 127.0.0.1, 255.255.255.255" })
	void leadingZeroIsAmbiguous(String host, String octal, String decimal) throws Exception {
		assertThat(LiteralAddress.of(host)).contains(InetAddress.getByName(octal));
		if (!host.startsWith("0177000")) {
			assertThat(LiteralAddress.of(host)).contains(InetAddress.getByName(decimal));
		}
	}

	@ParameterizedTest
	@CsvSource({ "0, 0.0.0.0", "[::1], ::1", "[fe80::1%eth0], fe80::1", "fe80::1%25eth0, fe80::1",
			"192.168.257, 192.168.1.1", "10.256, 10.0.1.0", "0x, 0.0.0.0" })
	void otherAddresses(String host, String address) throws Exception {
		assertThat(LiteralAddress.of(host)).containsExactly(InetAddress.getByName(address));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ".", "example.org", "1.example.org", "127.0.0.1.example.org", "localhost.example.org",
			"notlocalhost", "1.2.3.4.5", "256.256.256.256", "4294967296", "99999999999999999999", "1..2", "+1", "-1",
			"1.-2", "0x-1", "08x", "a:b", "\u0000",
			"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\u00FC.1" })
	void nameIsNoAddress(String host) {
		assertThat(LiteralAddress.of(host)).isEmpty();
	}

	@Test
	void invalidOctalIsReadAsDecimalOnly() throws Exception {
		assertThat(LiteralAddress.of("1.2.3.08")).containsExactly(InetAddress.getByName("1.2.3.8"));
	}

}
