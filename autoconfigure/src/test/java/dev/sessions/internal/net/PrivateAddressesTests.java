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

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PrivateAddresses}: each block at its first and last address, and the
 * public addresses beside it.
 */
class PrivateAddressesTests {

	@ParameterizedTest(name = "{2}: {0} to {1}")
	@CsvSource({ "0.0.0.0, 0.255.255.255, 'RFC 791, section 3.2'", "10.0.0.0, 10.255.255.255, RFC 1918",
			"100.64.0.0, 100.127.255.255, RFC 6598", "127.0.0.0, 127.255.255.255, 'RFC 1122, section 3.2.1.3'",
			"169.254.0.0, 169.254.255.255, RFC 3927", "169.254.169.254, 169.254.169.254, metadata of clouds",
			"172.16.0.0, 172.31.255.255, RFC 1918", "192.0.0.0, 192.0.0.255, 'RFC 6890, section 2.1'",
			"192.0.2.0, 192.0.2.255, RFC 5737", "192.88.99.0, 192.88.99.255, RFC 7526",
			"192.168.0.0, 192.168.255.255, RFC 1918", "198.18.0.0, 198.19.255.255, RFC 2544",
			"198.51.100.0, 198.51.100.255, RFC 5737", "203.0.113.0, 203.0.113.255, RFC 5737",
			"224.0.0.0, 239.255.255.255, RFC 5771", "240.0.0.0, 255.255.255.254, 'RFC 1112, section 4'",
			"255.255.255.255, 255.255.255.255, RFC 8190", "::, ::1, RFC 4291",
			"::808:808, ::ffff:ffff, 'RFC 4291, section 2.5.5.1'", "::ffff:0:808:808, ::ffff:0:808:808, RFC 2765",
			"64:ff9b:1::, 64:ff9b:1:ffff::, RFC 8215", "100::, 100::ffff:ffff:ffff:ffff, RFC 6666",
			"2001::, 2001:0:ffff::, RFC 4380", "2001:2::, 2001:2:0:ffff::, RFC 5180", "2001:10::, 2001:2f::, RFC 7343",
			"2001:1ff::, 2001:1ff:ffff::, RFC 2928", "2001:db8::, 2001:db8:ffff::, RFC 3849",
			"3fff::, 3fff:fff::, RFC 9637", "5f00::, 5f00:ffff::, RFC 9602", "fc00::, fdff:ffff::, RFC 4193",
			"fe80::, febf:ffff::, RFC 4291", "fec0::, feff::, RFC 3879", "ff00::, ffff::, RFC 4291",
			"::ffff:10.0.0.1, ::ffff:127.0.0.1, 'RFC 4291, section 2.5.5.2'",
			"64:ff9b::10.0.0.1, 64:ff9b::169.254.169.254, RFC 6052", "2002:a00:1::, 2002:7f00:1:ffff::, RFC 3056" })
	void blockIsPrivate(String first, String last, String reference) throws UnknownHostException {
		assertThat(isPrivate(first)).as(first).isTrue();
		assertThat(isPrivate(last)).as(last).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "1.0.0.0", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0",
			"126.255.255.255", "128.0.0.0", "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0",
			"191.255.255.255", "192.0.1.0", "192.0.3.0", "192.88.98.255", "192.88.100.0", "192.167.255.255",
			"192.169.0.0", "198.17.255.255", "198.20.0.0", "198.51.99.255", "198.51.101.0", "203.0.112.255",
			"203.0.114.0", "223.255.255.255", "2000::", "2001:200::", "2001:db7:ffff::", "2001:db9::",
			"2001:4860:4860::8888", "2002:808:808::1", "2003::", "3ffe:ffff::", "3fff:1000::", "64:ff9b::8.8.8.8",
			"::ffff:8.8.8.8" })
	void otherAddressIsPublic(String address) throws UnknownHostException {
		assertThat(isPrivate(address)).isFalse();
	}

	@Test
	void mappedAddressThatJavaDoesNotConvert() throws UnknownHostException {
		assertThat(PrivateAddresses.contain(mapped(127, 0, 0, 1))).isTrue();
		assertThat(PrivateAddresses.contain(mapped(8, 8, 8, 8))).isFalse();
	}

	@Test
	void zoneMakesNoDifference() throws UnknownHostException {
		byte[] linkLocal = InetAddress.getByName("fe80::1").getAddress();
		assertThat(PrivateAddresses.contain(Inet6Address.getByAddress(null, linkLocal, 1))).isTrue();
	}

	private static boolean isPrivate(String literal) throws UnknownHostException {
		return PrivateAddresses.contain(InetAddress.getByName(literal));
	}

	private static InetAddress mapped(int... ipv4) throws UnknownHostException {
		byte[] bytes = new byte[16];
		bytes[10] = (byte) 0xFF;
		bytes[11] = (byte) 0xFF;
		for (int i = 0; i < ipv4.length; i++) {
			bytes[12 + i] = (byte) ipv4[i];
		}
		InetAddress address = Inet6Address.getByAddress(null, bytes, -1);
		assertThat(address.getAddress()).hasSize(16);
		return address;
	}

}
