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

package dev.sessions.auth;

import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;

/**
 * An answer with status 401 by an origin that may see the credentials.
 *
 * @param request the request as it was sent, with the credential that was refused
 * @param target the host that refused it
 * @param response the head of the answer; its body is nobody's concern
 */
public record Refusal(HttpRequest request, HttpHost target, HttpResponse response) {

	/**
	 * Whether the request was sent without a credential, or with another one than this.
	 * @param authorization the value of an {@code Authorization} header
	 * @return whether it was
	 */
	public boolean isOfOtherThan(String authorization) {
		Header refused = this.request.getFirstHeader(HttpHeaders.AUTHORIZATION);
		return refused == null || !authorization.equals(refused.getValue());
	}

	@Override
	public String toString() {
		return "Refusal[" + this.target + "]";
	}

}
