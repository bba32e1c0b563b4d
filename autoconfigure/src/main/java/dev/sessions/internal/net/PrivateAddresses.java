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

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The addresses that do not belong to the public internet, by IANA's registries of
 * special-purpose addresses (RFC 6890). The package {@code egress} blocks them.
 */
public final class PrivateAddresses {

	private static final List<AddressBlock> IPV4 = blocks(
			// this network, RFC 791
			"0.0.0.0/8",
			// private use, RFC 1918
			"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16",
			// shared by the customers of a carrier, RFC 6598
			"100.64.0.0/10",
			// loopback, RFC 1122
			"127.0.0.0/8",
			// link-local, where clouds have their metadata, RFC 3927
			"169.254.0.0/16",
			// protocol assignments, RFC 6890
			"192.0.0.0/24",
			// documentation, RFC 5737
			"192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24",
			// relays of 6to4, RFC 7526
			"192.88.99.0/24",
			// benchmarks, RFC 2544
			"198.18.0.0/15",
			// multicast, RFC 5771
			"224.0.0.0/4",
			// reserved and the limited broadcast, RFC 1112 and RFC 8190
			"240.0.0.0/4");

	/**
	 * Global unicast, RFC 4291. Other addresses are not public, except for NAT64:
	 * unspecified, loopback, mapped and compatible IPv4, unique local, link-local, site
	 * local, discard, multicast.
	 */
	private static final AddressBlock IPV6_GLOBAL = block("2000::/3");

	private static final List<AddressBlock> IPV6 = blocks(
			// protocol assignments, Teredo, benchmarks and ORCHID among them, RFC 2928
			"2001::/23",
			// documentation, RFC 3849 and RFC 9637
			"2001:db8::/32", "3fff::/20");

	/**
	 * IPv4-mapped addresses, RFC 4291, section 2.5.5.2. Java converts them to IPv4 where
	 * it can, their textual notation included.
	 */
	private static final AddressBlock MAPPED = new AddressBlock(
			new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 0, 0, 0, 0 }, 96);

	/**
	 * Translated to the IPv4 address in the last four bytes, RFC 6052.
	 */
	private static final AddressBlock NAT64 = block("64:ff9b::/96");

	/**
	 * Relayed to the IPv4 address after the prefix, RFC 3056.
	 */
	private static final AddressBlock SIX_TO_FOUR = block("2002::/16");

	private PrivateAddresses() {
	}

	/**
	 * Return whether an address is private.
	 * @param address the address
	 * @return whether it does not belong to the public internet
	 */
	public static boolean contain(InetAddress address) {
		byte[] bytes = address.getAddress();
		return (address instanceof Inet4Address) ? anyContains(IPV4, bytes) : containIpv6(bytes);
	}

	private static boolean containIpv6(byte[] address) {
		if (NAT64.contains(address) || MAPPED.contains(address)) {
			return anyContains(IPV4, Arrays.copyOfRange(address, 12, 16));
		}
		if (SIX_TO_FOUR.contains(address)) {
			return anyContains(IPV4, Arrays.copyOfRange(address, 2, 6));
		}
		return !IPV6_GLOBAL.contains(address) || anyContains(IPV6, address);
	}

	private static boolean anyContains(List<AddressBlock> blocks, byte[] address) {
		return blocks.stream().anyMatch((block) -> block.contains(address));
	}

	private static List<AddressBlock> blocks(String... blocks) {
		return Arrays.stream(blocks).map(PrivateAddresses::block).toList();
	}

	private static AddressBlock block(String block) {
		return Objects.requireNonNull(AddressBlock.parse(block), block);
	}

}
