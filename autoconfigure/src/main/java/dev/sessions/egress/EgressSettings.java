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

package dev.sessions.egress;

import java.net.InetAddress;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Which hosts and addresses may be reached, by a URL as by a redirect.
 *
 * @param allowedHosts the hosts besides the base URL's, or {@code null} for any: each as
 * {@code host}, or {@code *.domain} for all below a domain, and with or without
 * {@code :port}
 * @param blockPrivateAddresses whether only public addresses are connected to
 * @param addressFilter what an address must pass besides, or {@code null}
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
	 * Anything may be reached.
	 * @return the default settings
	 */
	public static EgressSettings defaults() {
		return DEFAULTS;
	}

	/**
	 * The only hosts that may be reached besides the base URL's.
	 * @param allowedHosts the hosts; if there are none, the base URL's alone
	 * @return settings with these hosts
	 * @throws IllegalArgumentException if one cannot be read
	 */
	public EgressSettings withAllowedHosts(Collection<String> allowedHosts) {
		return new EgressSettings(new LinkedHashSet<>(allowedHosts), this.blockPrivateAddresses, this.addressFilter);
	}

	public EgressSettings withBlockPrivateAddresses(boolean blockPrivateAddresses) {
		return new EgressSettings(this.allowedHosts, blockPrivateAddresses, this.addressFilter);
	}

	/**
	 * Add a filter of addresses. An address is connected to if it passes all of them.
	 * @param filter says which addresses may be reached
	 * @return settings with that filter, too
	 */
	public EgressSettings withAddressFilter(Predicate<InetAddress> filter) {
		Predicate<InetAddress> all = (this.addressFilter == null || this.addressFilter.equals(filter)) ? filter
				: this.addressFilter.and(filter);
		return new EgressSettings(this.allowedHosts, this.blockPrivateAddresses, all);
	}

	/**
	 * Where hosts are listed, list one more.
	 * @param host the host, as in a URL
	 * @return settings with that host
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
	 * Refuse a base URL that no call could reach.
	 * @param host its host
	 * @throws IllegalArgumentException if it is a private address and these are blocked
	 */
	public void requireReachableBase(String host) {
		if (this.blockPrivateAddresses && LiteralAddress.of(host).stream().anyMatch(PrivateAddresses::contain)) {
			throw new IllegalArgumentException(
					"base-url leads to a private address, which block-private-addresses forbids");
		}
	}

	/**
	 * Whether addresses matter.
	 * @return whether they do
	 */
	public boolean checksAddresses() {
		return this.blockPrivateAddresses || this.addressFilter != null;
	}

}
