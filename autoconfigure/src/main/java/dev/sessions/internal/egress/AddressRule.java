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

package dev.sessions.internal.egress;

import java.net.InetAddress;
import java.util.function.Predicate;

import dev.sessions.internal.net.PrivateAddresses;
import dev.sessions.settings.EgressSettings;
import org.jspecify.annotations.Nullable;

/**
 * Decides which addresses may be connected to.
 */
public final class AddressRule {

	private static final String PRIVATE = "has no public address, and block-private-addresses forbids any other";

	private static final String FILTERED = "has no address that the address filter lets pass;"
			+ " see the application's InetAddressFilter";

	private final boolean blockPrivate;

	private final @Nullable Predicate<InetAddress> filter;

	private AddressRule(EgressSettings settings) {
		this.blockPrivate = settings.blockPrivateAddresses();
		this.filter = settings.addressFilter();
	}

	/**
	 * Create the rule of settings.
	 * @param settings the settings
	 * @return the rule, or {@code null} if any address is permitted
	 */
	public static @Nullable AddressRule of(EgressSettings settings) {
		return settings.checksAddresses() ? new AddressRule(settings) : null;
	}

	/**
	 * Return why an address is blocked. The reason does not contain the address, so that
	 * it is not disclosed to the source of the host name.
	 * @param address the address
	 * @return the reason, or {@code null} if the address is permitted
	 */
	public @Nullable String blockReason(InetAddress address) {
		if (this.blockPrivate && PrivateAddresses.contain(address)) {
			return PRIVATE;
		}
		return (this.filter != null && !this.filter.test(address)) ? FILTERED : null;
	}

}
