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

import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.apache.hc.core5.net.InetAddressUtils;
import org.jspecify.annotations.Nullable;

/**
 * An address in place of a host name in a URL. Recognizes all notations that any resolver
 * accepts: if a proxy resolves names, only literal addresses can be checked here.
 */
public final class LiteralAddress {

	private static final String LOCALHOST = "localhost";

	private static final byte[] LOOPBACK = { 127, 0, 0, 1 };

	private static final int MAX_PARTS = 4;

	private static final int OCTET = 0xFF;

	private LiteralAddress() {
	}

	/**
	 * Read an address, without a host name lookup.
	 * @param host the host of a URL
	 * @return the possible addresses; empty if the host is a name. There may be two,
	 * because only some resolvers read a number with a leading zero as octal
	 */
	public static List<InetAddress> of(String host) {
		String name = ascii(CanonicalHost.bare(host));
		if (name == null) {
			return List.of();
		}
		if (name.indexOf(':') >= 0) {
			InetAddress address = ipv6(HostName.withoutZone(name));
			return (address != null) ? List.of(address) : List.of();
		}
		// RFC 6761, section 6.3
		if (name.equals(LOCALHOST) || name.endsWith("." + LOCALHOST)) {
			return List.of(address(LOOPBACK));
		}
		return ipv4(name);
	}

	/**
	 * Return a name in lower case and ASCII, or {@code null} if that is impossible.
	 * Compatibility characters such as fullwidth digits become ASCII here, though
	 * {@link HostName#parse} rejects them: a resolver may do the same.
	 */
	private static @Nullable String ascii(String name) {
		try {
			return (HostName.isAscii(name) ? name : IDN.toASCII(name, IDN.ALLOW_UNASSIGNED)).toLowerCase(Locale.ROOT);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	/**
	 * Read an address in its usual notation, without a host name lookup.
	 * @param host the host, as {@link CanonicalHost#lenient} returns it
	 * @return the address, or {@code null} if the host is a name
	 */
	public static @Nullable InetAddress plain(String host) {
		try {
			return (InetAddressUtils.isIPv4(host) || InetAddressUtils.isIPv6(host)) ? InetAddress.getByName(host)
					: null;
		}
		catch (UnknownHostException ex) {
			return null;
		}
	}

	/**
	 * Read an IPv6 address without brackets, with or without an IPv4 address at its end.
	 */
	static @Nullable InetAddress ipv6(String text) {
		try {
			// an address in brackets is never looked up
			return InetAddress.getByName("[" + text + "]");
		}
		catch (UnknownHostException ex) {
			return null;
		}
	}

	private static List<InetAddress> ipv4(String text) {
		String lastPart = text.substring(text.lastIndexOf('.') + 1);
		if (lastPart.isEmpty() || lastPart.charAt(0) < '0' || lastPart.charAt(0) > '9') {
			return List.of();
		}
		String[] parts = text.split("\\.", -1);
		List<InetAddress> addresses = new ArrayList<>();
		for (int zeroRadix : new int[] { 8, 10 }) {
			InetAddress address = (parts.length <= MAX_PARTS) ? ipv4(parts, zeroRadix) : null;
			if (address != null && !addresses.contains(address)) {
				addresses.add(address);
			}
		}
		return addresses;
	}

	/**
	 * Read an address like {@code inet_aton}: the last part fills the remaining bytes.
	 */
	private static @Nullable InetAddress ipv4(String[] parts, int zeroRadix) {
		long value = 0;
		for (int i = 0; i < parts.length; i++) {
			boolean last = i == parts.length - 1;
			int bits = last ? Byte.SIZE * (MAX_PARTS - i) : Byte.SIZE;
			long part = number(parts[i], zeroRadix);
			if (part < 0 || part >= 1L << bits) {
				return null;
			}
			value = (value << bits) | part;
		}
		return address(
				new byte[] { (byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) (value & OCTET) });
	}

	private static long number(String text, int zeroRadix) {
		boolean hex = text.startsWith("0x");
		String digits = hex ? text.substring(2) : text;
		int radix = hex ? 16 : text.startsWith("0") ? zeroRadix : 10;
		if (hex && digits.isEmpty()) {
			return 0;
		}
		if (digits.isEmpty() || digits.charAt(0) == '-' || digits.charAt(0) == '+') {
			return -1;
		}
		try {
			return Long.parseLong(digits, radix);
		}
		catch (NumberFormatException ex) {
			return -1;
		}
	}

	private static InetAddress address(byte[] bytes) {
		try {
			return InetAddress.getByAddress(bytes);
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
