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

import java.util.regex.Pattern;

import org.apache.hc.core5.net.InetAddressUtils;
import org.jspecify.annotations.Nullable;

/**
 * A domain and all hosts below it.
 *
 * @param name the name, without leading and trailing dots
 */
record DomainPattern(String name) implements NoProxyPattern {

	private static final Pattern NAME = Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+)*");

	static @Nullable DomainPattern parse(String host) {
		String name = host.startsWith("*.") ? host.substring(2) : host.startsWith(".") ? host.substring(1) : host;
		return NAME.matcher(name).matches() ? new DomainPattern(name) : null;
	}

	@Override
	public boolean matches(String host, int port) {
		int rest = host.length() - this.name.length();
		return host.endsWith(this.name)
				&& (rest == 0 || (host.charAt(rest - 1) == '.' && !InetAddressUtils.isIPv4(host)));
	}

}
