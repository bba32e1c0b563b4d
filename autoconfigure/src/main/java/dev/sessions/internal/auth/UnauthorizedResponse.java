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

import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;

/**
 * A response that rejects a credential, usually with status 401, from an origin that may
 * receive the credentials.
 *
 * @param request the request as sent, with the rejected credential
 * @param target the host that rejected the request
 * @param response the head of the response, whose body must not be read
 */
public record UnauthorizedResponse(HttpRequest request, HttpHost target, HttpResponse response) {

	/**
	 * Return whether the rejected request had another credential or none.
	 * @param authorization the value of an {@code Authorization} header
	 * @return whether the value differs from the rejected one
	 */
	public boolean isForOtherCredential(String authorization) {
		Header rejected = this.request.getFirstHeader(HttpHeaders.AUTHORIZATION);
		return rejected == null || !authorization.equals(rejected.getValue());
	}

	@Override
	public String toString() {
		return "UnauthorizedResponse[" + this.target + "]";
	}

}
