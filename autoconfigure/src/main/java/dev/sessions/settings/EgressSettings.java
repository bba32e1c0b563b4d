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
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;

import dev.sessions.internal.net.HostPattern;
import dev.sessions.internal.net.LiteralAddress;
import dev.sessions.internal.net.PrivateAddresses;
import org.jspecify.annotations.Nullable;

/**
 * The hosts and addresses that calls and redirects may reach. Immutable.
 *
 * @param allowedHosts the hosts that may be reached in addition to the base URL's, each
 * as {@code host} or as {@code *.domain} for all hosts below a domain, with or without
 * {@code :port}; {@code null} allows any host
 * @param blockPrivateAddresses whether only public addresses may be reached
 * @param addressFilter an additional filter that an address must pass, or {@code null}
 * for none
 */
public record EgressSettings(@Nullable Set<String> allowedHosts, boolean blockPrivateAddresses,
		@Nullable Predicate<InetAddress> addressFilter) {

	private static final EgressSettings DEFAULTS = new EgressSettings(null, false, null);

	public EgressSettings {
		if (allowedHosts != null) {
			allowedHosts = Set.copyOf(allowedHosts);
			allowedHosts.forEach(HostPattern::parse);
		}
	}

	/**
	 * No restriction.
	 * @return the default settings
	 */
	public static EgressSettings defaults() {
		return DEFAULTS;
	}

	/**
	 * Return a copy with other allowed hosts.
	 * @param allowedHosts the hosts that may be reached in addition to the base URL's; an
	 * empty collection allows the base URL's host only
	 * @return the copy
	 * @throws IllegalArgumentException if one is not a valid pattern
	 */
	public EgressSettings withAllowedHosts(Collection<String> allowedHosts) {
		return new EgressSettings(new LinkedHashSet<>(allowedHosts), this.blockPrivateAddresses, this.addressFilter);
	}

	/**
	 * Return a copy with private addresses blocked or not.
	 * @param blockPrivateAddresses whether only public addresses may be reached
	 * @return the copy
	 */
	public EgressSettings withBlockPrivateAddresses(boolean blockPrivateAddresses) {
		return new EgressSettings(this.allowedHosts, blockPrivateAddresses, this.addressFilter);
	}

	/**
	 * Return a copy with an additional address filter. An address must pass all filters.
	 * @param filter accepts the addresses that may be reached
	 * @return the copy
	 */
	public EgressSettings withAddressFilter(Predicate<InetAddress> filter) {
		Predicate<InetAddress> all = (this.addressFilter == null || this.addressFilter.equals(filter)) ? filter
				: this.addressFilter.and(filter);
		return new EgressSettings(this.allowedHosts, this.blockPrivateAddresses, all);
	}

	/**
	 * Return a copy with one more allowed host, unless any host is allowed.
	 * @param host the host, as in a URL
	 * @return the copy
	 */
	public EgressSettings including(String host) {
		if (this.allowedHosts == null) {
			return this;
		}
		Set<String> hosts = new LinkedHashSet<>(this.allowedHosts);
		hosts.add(host);
		return withAllowedHosts(hosts);
	}

	/**
	 * Reject a base URL that is unreachable with these settings.
	 * @param host the host of the base URL
	 * @throws IllegalArgumentException if it is a private address and these are blocked
	 */
	public void requireReachableBase(String host) {
		if (this.blockPrivateAddresses && LiteralAddress.of(host).stream().anyMatch(PrivateAddresses::contain)) {
			throw new IllegalArgumentException(
					"base-url leads to a private address, which block-private-addresses forbids");
		}
	}

	/**
	 * Return whether addresses are checked before connections are opened.
	 * @return whether they are checked
	 */
	public boolean checksAddresses() {
		return this.blockPrivateAddresses || this.addressFilter != null;
	}

}
