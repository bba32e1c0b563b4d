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

import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.net.URIAuthority;

/**
 * The host that a request goes to, in the forms in which it is needed. Immutable, so that
 * one serves all requests to a host.
 *
 * @param host the host
 * @param authority the same, as it stands in a request
 * @param header the same, as it goes over the wire (RFC 9110, section 7.2)
 */
public record ExchangeTarget(HttpHost host, URIAuthority authority, Header header) {

	/**
	 * The forms of a host.
	 * @param host the host
	 * @return the target
	 */
	public static ExchangeTarget of(HttpHost host) {
		URIAuthority authority = new URIAuthority(host);
		return new ExchangeTarget(host, authority, new BasicHeader(HttpHeaders.HOST, authority));
	}

}
