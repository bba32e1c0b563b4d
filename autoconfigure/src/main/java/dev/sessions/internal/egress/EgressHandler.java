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

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

import dev.sessions.internal.net.LiteralAddress;
import dev.sessions.settings.EgressSettings;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/**
 * Blocks requests to hosts and addresses that may not be reached.
 * {@link CheckedDnsResolver} checks the addresses that names resolve to.
 */
public final class EgressHandler implements ExecChainHandler {

	private static final String NOT_ALLOWED = "is none of those that may be reached; see allowed-hosts";

	private final @Nullable AllowedHosts hosts;

	private final @Nullable AddressRule addresses;

	private EgressHandler(@Nullable AllowedHosts hosts, @Nullable AddressRule addresses) {
		this.hosts = hosts;
		this.addresses = addresses;
	}

	/**
	 * Create the handler for settings.
	 * @param settings the settings
	 * @return the handler, or {@code null} if everything may be reached
	 */
	public static @Nullable EgressHandler of(EgressSettings settings) {
		AllowedHosts hosts = (settings.allowedHosts() != null) ? new AllowedHosts(settings.allowedHosts()) : null;
		AddressRule addresses = AddressRule.of(settings);
		return (hosts != null || addresses != null) ? new EgressHandler(hosts, addresses) : null;
	}

	@Override
	public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
			throws IOException, HttpException {
		HttpHost target = scope.route.getTargetHost();
		if (this.hosts != null && !this.hosts.contain(target)) {
			throw new BlockedTargetException(target.getHostName(), NOT_ALLOWED, null);
		}
		if (this.addresses != null) {
			check(target, this.addresses);
		}
		try {
			return chain.proceed(request, scope);
		}
		catch (BlockedAddressException ex) {
			throw new BlockedTargetException(target.getHostName(), ex.reason(), ex);
		}
	}

	/**
	 * Check an address that is known without a host name lookup.
	 */
	private static void check(HttpHost target, AddressRule rule) throws BlockedTargetException {
		// HttpClient connects to the address of a target if it has one, and ignores its
		// name
		List<InetAddress> known = (target.getAddress() != null) ? List.of(target.getAddress())
				: LiteralAddress.of(target.getHostName());
		for (InetAddress address : known) {
			String reason = rule.blockReason(address);
			if (reason != null) {
				throw new BlockedTargetException(target.getHostName(), reason, null);
			}
		}
	}

}
