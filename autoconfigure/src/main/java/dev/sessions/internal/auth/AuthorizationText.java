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

package dev.sessions.internal.auth;

import java.util.List;

import org.apache.hc.core5.http.Header;
import org.jspecify.annotations.Nullable;

/**
 * Converts fixed credentials to text and back, for other instances.
 */
public final class AuthorizationText {

	private static final String HEADER = "header";

	private static final String QUERY = "query";

	private static final String DIGEST = "digest";

	private AuthorizationText() {
	}

	/**
	 * Convert a credential to text.
	 * @param authorization the credential
	 * @return the lines, which are secret, or {@code null} if the credential is obtained
	 * from another source, such as a file or a server
	 */
	public static @Nullable List<String> write(Authorization authorization) {
		if (authorization instanceof HeaderAuthorization fixed) {
			Header header = fixed.header();
			String account = fixed.account();
			return List.of(HEADER, fixed.toString(), header.getName(), header.getValue(),
					(account != null) ? account : "");
		}
		if (authorization instanceof ApiKeyQuery query) {
			return List.of(QUERY, query.parameter());
		}
		return (authorization instanceof DigestAuthorization digest)
				? List.of(DIGEST, digest.username(), digest.password()) : null;
	}

	/**
	 * Convert text to a credential.
	 * @param lines the lines
	 * @return the credential
	 * @throws IllegalArgumentException if the lines are not those of a credential
	 */
	public static Authorization read(List<String> lines) {
		if (lines.size() == 5 && lines.get(0).equals(HEADER)) {
			return new HeaderAuthorization(lines.get(1), lines.get(2), lines.get(3),
					lines.get(4).isEmpty() ? null : lines.get(4));
		}
		if (lines.size() == 2 && lines.get(0).equals(QUERY) && lines.get(1).contains("=")) {
			return new ApiKeyQuery(lines.get(1));
		}
		if (lines.size() == 3 && lines.get(0).equals(DIGEST)) {
			return new DigestAuthorization(lines.get(1), lines.get(2));
		}
		throw new IllegalArgumentException("The lines are not those of a credential");
	}

}
