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

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The hosts that stand for this machine.
 */
public final class Loopback {

	/**
	 * Patterns of all hosts that may be this machine, in the syntax of {@link NoProxy}.
	 * Names below the first one may be, too (RFC 6761, section 6.3).
	 */
	public static final List<String> PATTERNS = List.of("localhost", "127.0.0.0/8", "::1");

	private static final Pattern CERTAIN = Pattern
		.compile("localhost|127(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}|\\[::1]");

	private Loopback() {
	}

	/**
	 * Return whether every resolver takes a host for this machine, so that a secret for
	 * it is never sent over a network. Some resolvers look up names below
	 * {@code localhost}, and some read an octet with a leading zero as an octal number.
	 * @param host the host as in a URL
	 * @return whether it is certain
	 */
	public static boolean isCertain(String host) {
		return CERTAIN.matcher(host.toLowerCase(Locale.ROOT)).matches();
	}

}
