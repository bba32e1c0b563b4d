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
import java.util.Arrays;

/**
 * The addresses that do not belong to the public internet, by IANA's registries of
 * special-purpose addresses (RFC 6890). The room {@code egress} blocks them.
 */
public final class PrivateAddresses {

	private static final int IPV4_LENGTH = 4;

	private static final int IPV6_LENGTH = 16;

	private static final Block[] IPV4 = {
			// this network, RFC 791
			new Block(8, 0),
			// private use, RFC 1918
			new Block(8, 10), new Block(12, 172, 16), new Block(16, 192, 168),
			// shared by the customers of a carrier, RFC 6598
			new Block(10, 100, 64),
			// loopback, RFC 1122
			new Block(8, 127),
			// link-local, where clouds have their metadata, RFC 3927
			new Block(16, 169, 254),
			// protocol assignments, RFC 6890
			new Block(24, 192, 0, 0),
			// documentation, RFC 5737
			new Block(24, 192, 0, 2), new Block(24, 198, 51, 100), new Block(24, 203, 0, 113),
			// relays of 6to4, RFC 7526
			new Block(24, 192, 88, 99),
			// benchmarks, RFC 2544
			new Block(15, 198, 18),
			// multicast, RFC 5771
			new Block(4, 224),
			// reserved and the limited broadcast, RFC 1112 and RFC 8190
			new Block(4, 240) };

	/**
	 * Global unicast, RFC 4291. Other addresses are not public, except for NAT64:
	 * unspecified, loopback, mapped and compatible IPv4, unique local, link-local, site
	 * local, discard, multicast.
	 */
	private static final Block IPV6_GLOBAL = new Block(3, 0x20);

	private static final Block[] IPV6 = {
			// protocol assignments, Teredo, benchmarks and ORCHID among them, RFC 2928
			new Block(23, 0x20, 0x01),
			// documentation, RFC 3849 and RFC 9637
			new Block(32, 0x20, 0x01, 0x0D, 0xB8), new Block(20, 0x3F, 0xFF) };

	/**
	 * IPv4-mapped addresses, RFC 4291, section 2.5.5.2. Java converts them to IPv4 where
	 * it can.
	 */
	private static final Block MAPPED = new Block(96, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF);

	/**
	 * Translated to the IPv4 address in the last four bytes, RFC 6052.
	 */
	private static final Block NAT64 = new Block(96, 0, 0x64, 0xFF, 0x9B);

	/**
	 * Relayed to the IPv4 address after the prefix, RFC 3056.
	 */
	private static final Block SIX_TO_FOUR = new Block(16, 0x20, 0x02);

	private PrivateAddresses() {
	}

	/**
	 * Return whether an address is private.
	 * @param address the address
	 * @return whether it does not belong to the public internet
	 */
	public static boolean contain(InetAddress address) {
		byte[] bytes = address.getAddress();
		return (bytes.length == IPV4_LENGTH) ? anyContains(IPV4, bytes) : containIpv6(bytes);
	}

	private static boolean containIpv6(byte[] address) {
		if (NAT64.contains(address) || MAPPED.contains(address)) {
			return anyContains(IPV4, Arrays.copyOfRange(address, IPV6_LENGTH - IPV4_LENGTH, IPV6_LENGTH));
		}
		if (SIX_TO_FOUR.contains(address)) {
			return anyContains(IPV4, Arrays.copyOfRange(address, 2, 2 + IPV4_LENGTH));
		}
		return !IPV6_GLOBAL.contains(address) || anyContains(IPV6, address);
	}

	private static boolean anyContains(Block[] blocks, byte[] address) {
		for (Block block : blocks) {
			if (block.contains(address)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * The addresses with the same first bits.
	 */
	private static final class Block {

		private final int length;

		private final int[] prefix;

		/**
		 * Create a block.
		 * @param length the number of equal bits
		 * @param prefix the bytes with these bits; missing bytes are 0
		 */
		Block(int length, int... prefix) {
			this.length = length;
			this.prefix = Arrays.copyOf(prefix, IPV6_LENGTH);
		}

		boolean contains(byte[] address) {
			for (int i = 0; i * Byte.SIZE < this.length; i++) {
				int free = Math.max(0, (i + 1) * Byte.SIZE - this.length);
				if (((address[i] & 0xFF) ^ this.prefix[i]) >> free != 0) {
					return false;
				}
			}
			return true;
		}

	}

}
