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

import org.apache.hc.core5.http.HttpException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a request goes to a host that may not be reached. Not an
 * {@link java.io.IOException}, because another attempt would fail in the same way.
 */
public class BlockedTargetException extends HttpException {

	private static final long serialVersionUID = 1L;

	private final String host;

	BlockedTargetException(String host, String reason, @Nullable Throwable cause) {
		super("the host '" + host + "' " + reason, cause);
		this.host = host;
	}

	/**
	 * Return the blocked host.
	 * @return its name or address, as requested
	 */
	public String host() {
		return this.host;
	}

}
