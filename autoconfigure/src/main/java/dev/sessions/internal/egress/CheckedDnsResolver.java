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
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

import org.apache.hc.client5.http.DnsResolver;
import org.jspecify.annotations.Nullable;

/**
 * Removes blocked addresses from each DNS answer. The connection uses the remaining
 * addresses, so a name cannot resolve differently between check and use.
 *
 * @param resolver resolves names
 * @param rule decides which addresses may be connected to
 * @param isProxy tests whether a host and port belong to a proxy; the addresses of
 * proxies are not restricted
 */
public record CheckedDnsResolver(DnsResolver resolver, AddressRule rule,
		BiPredicate<String, Integer> isProxy) implements DnsResolver {

	@Override
	public InetAddress[] resolve(String host) throws UnknownHostException {
		InetAddress[] addresses = this.resolver.resolve(host);
		if (addresses == null || addresses.length == 0) {
			throw new UnknownHostException(host);
		}
		List<InetAddress> permitted = new ArrayList<>();
		String blocked = null;
		for (InetAddress address : addresses) {
			@Nullable String reason = this.rule.blockReason(address);
			if (reason == null) {
				permitted.add(address);
			}
			else {
				blocked = reason;
			}
		}
		if (permitted.isEmpty() && blocked != null) {
			throw new BlockedAddressException(host, blocked);
		}
		return permitted.toArray(InetAddress[]::new);
	}

	@Override
	public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
		return this.isProxy.test(host, port) ? this.resolver.resolve(host, port)
				: DnsResolver.super.resolve(host, port);
	}

	@Override
	public String resolveCanonicalHostname(String host) throws UnknownHostException {
		return this.resolver.resolveCanonicalHostname(host);
	}

}
