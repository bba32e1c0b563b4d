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

package dev.sessions.transport;

import java.util.ArrayList;
import java.util.List;

import dev.sessions.auth.CredentialHeaders;
import org.apache.hc.core5.http.Header;

/**
 * Headers that go with each request that does not set them itself, rendered once.
 * Immutable.
 */
public final class DefaultHeaders {

	private final Header[] headers;

	private final Header[] harmless;

	/**
	 * Create default headers.
	 * @param headers the headers; those of one name stand together
	 */
	public DefaultHeaders(List<Header> headers) {
		List<Header> harmless = new ArrayList<>(headers);
		harmless.removeIf((header) -> CredentialHeaders.contains(header.getName()));
		this.headers = headers.toArray(new Header[0]);
		this.harmless = (harmless.size() == headers.size()) ? this.headers : harmless.toArray(new Header[0]);
	}

	/**
	 * Add what is missing.
	 * @param request the request
	 * @param trusted whether the request goes where the session's credentials may go;
	 * elsewhere, a header that looks like a credential stays behind
	 */
	void addTo(ExchangeRequest request, boolean trusted) {
		String name = "";
		boolean missing = false;
		for (Header header : trusted ? this.headers : this.harmless) {
			if (!header.getName().equals(name)) {
				name = header.getName();
				missing = !request.containsHeader(name) && !request.leavesOut(name);
			}
			if (missing) {
				request.addHeader(header);
			}
		}
	}

}
