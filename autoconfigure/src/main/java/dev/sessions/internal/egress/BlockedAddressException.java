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

import java.net.UnknownHostException;

/**
 * Thrown when a host name resolves to no permitted address. {@link EgressHandler}
 * translates it into a {@link BlockedTargetException}; to any other caller of the
 * resolver, the host is unknown.
 */
final class BlockedAddressException extends UnknownHostException {

	private static final long serialVersionUID = 1L;

	private final String reason;

	BlockedAddressException(String host, String reason) {
		super("the host '" + host + "' " + reason);
		this.reason = reason;
	}

	String reason() {
		return this.reason;
	}

}
