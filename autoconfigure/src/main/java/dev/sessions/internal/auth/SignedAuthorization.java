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

import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;

/**
 * Marks each request to be signed when it is complete. A request with an
 * {@code Authorization} header set by the caller is not signed.
 *
 * @param kind the kind of the credentials
 * @param signature signs the requests
 */
public record SignedAuthorization(String kind, RequestSignature signature) implements Authorization {

	@Override
	public boolean authorize(HttpRequest request, HttpHost target) {
		boolean missing = !request.containsHeader(HttpHeaders.AUTHORIZATION);
		if (missing) {
			request.addHeader(SignatureHeader.pending(this.signature));
		}
		return missing;
	}

	@Override
	public boolean signs() {
		return true;
	}

	@Override
	public String toString() {
		return this.kind;
	}

}
