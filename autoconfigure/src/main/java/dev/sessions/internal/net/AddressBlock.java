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

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;

import org.apache.hc.core5.net.InetAddressUtils;
import org.jspecify.annotations.Nullable;

/**
 * A block of IP addresses (RFC 4632). It matches hosts that are addresses; names are not
 * resolved.
 */
final class AddressBlock implements NoProxyPattern {

	private final int size;

	private final int suffix;

	private final BigInteger prefix;

	private AddressBlock(byte[] address, int prefixLength) {
		this.size = address.length;
		this.suffix = address.length * 8 - prefixLength;
		this.prefix = prefix(address);
	}

	/**
	 * Parse {@code address/prefix length}, or return {@code null} if the text has another
	 * form.
	 */
	static @Nullable AddressBlock parse(String text) {
		int slash = text.indexOf('/');
		byte[] address = address(CanonicalHost.lenient(text.substring(0, slash)));
		String length = text.substring(slash + 1);
		if (address == null || !length.matches("[0-9]{1,3}") || Integer.parseInt(length) > address.length * 8) {
			return null;
		}
		return new AddressBlock(address, Integer.parseInt(length));
	}

	static @Nullable AddressBlock single(String host) {
		byte[] address = address(host);
		return (address != null) ? new AddressBlock(address, address.length * 8) : null;
	}

	@Override
	public boolean matches(String host, int port) {
		byte[] address = address(host);
		return address != null && address.length == this.size && prefix(address).equals(this.prefix);
	}

	private BigInteger prefix(byte[] address) {
		return new BigInteger(1, address).shiftRight(this.suffix);
	}

	private static byte @Nullable [] address(String host) {
		if (!InetAddressUtils.isIPv4(host) && !InetAddressUtils.isIPv6(host)) {
			return null;
		}
		try {
			return InetAddress.getByName(host).getAddress();
		}
		catch (UnknownHostException ex) {
			return null;
		}
	}

}
