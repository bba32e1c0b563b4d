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

import org.jspecify.annotations.Nullable;

/**
 * A block of IP addresses: those with the same first bits (RFC 4632). As a pattern, it
 * matches literal addresses only; names are not resolved.
 */
final class AddressBlock implements NoProxyPattern {

	private final byte[] prefix;

	private final int length;

	/**
	 * Create a block.
	 * @param prefix an address of the block
	 * @param length the number of equal bits
	 */
	AddressBlock(byte[] prefix, int length) {
		this.prefix = prefix;
		this.length = length;
	}

	/**
	 * Parse {@code address/prefix length}, or return {@code null} if the text has another
	 * form.
	 */
	static @Nullable AddressBlock parse(String text) {
		int slash = text.indexOf('/');
		AddressBlock single = single(CanonicalHost.lenient(text.substring(0, slash)));
		String length = text.substring(slash + 1);
		if (single == null || !length.matches("[0-9]{1,3}") || Integer.parseInt(length) > single.length) {
			return null;
		}
		return new AddressBlock(single.prefix, Integer.parseInt(length));
	}

	static @Nullable AddressBlock single(String host) {
		InetAddress address = LiteralAddress.plain(host);
		return (address != null) ? new AddressBlock(address.getAddress(), address.getAddress().length * Byte.SIZE)
				: null;
	}

	@Override
	public boolean matches(String host, int port) {
		InetAddress address = LiteralAddress.plain(host);
		return address != null && contains(address.getAddress());
	}

	boolean contains(byte[] address) {
		if (address.length != this.prefix.length) {
			return false;
		}
		for (int i = 0; i * Byte.SIZE < this.length; i++) {
			int free = Math.max(0, (i + 1) * Byte.SIZE - this.length);
			if (((address[i] ^ this.prefix[i]) & 0xFF) >> free != 0) {
				return false;
			}
		}
		return true;
	}

}
