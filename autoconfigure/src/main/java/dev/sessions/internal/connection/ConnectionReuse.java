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

package dev.sessions.internal.connection;

import java.util.Iterator;

import org.apache.hc.client5.http.impl.DefaultClientConnectionReuseStrategy;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a connection persists after an exchange (RFC 9112, section 9.3). Common
 * exchanges are recognized without parsing; all others are left to HttpClient.
 */
public final class ConnectionReuse extends DefaultClientConnectionReuseStrategy {

	private static final String KEEP_ALIVE = "keep-alive";

	private static final String CHUNKED = "chunked";

	private static final String PROXY_CONNECTION = "Proxy-Connection";

	@Override
	public boolean keepAlive(HttpRequest request, HttpResponse response, HttpContext context) {
		return !isAmbiguous(response)
				&& ((isPlain(request) && isPlain(response)) || super.keepAlive(request, response, context));
	}

	private static boolean isPlain(HttpRequest request) {
		return isKeepAlive(request.getFirstHeader(HttpHeaders.CONNECTION))
				&& request.countHeaders(HttpHeaders.CONNECTION) <= 1
				&& !request.containsHeader(HttpHeaders.TRANSFER_ENCODING);
	}

	/**
	 * Whether a response is HTTP/1.1, has exactly one kind of body length, and does not
	 * close the connection.
	 */
	private static boolean isPlain(HttpResponse response) {
		if (!HttpVersion.HTTP_1_1.equals(response.getVersion()) || response.getCode() == HttpStatus.SC_NO_CONTENT) {
			return false;
		}
		int framings = 0;
		for (Iterator<Header> headers = response.headerIterator(); headers.hasNext();) {
			Header header = headers.next();
			String name = header.getName();
			if (name.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH)
					|| name.equalsIgnoreCase(HttpHeaders.TRANSFER_ENCODING)) {
				framings++;
			}
			else if (name.equalsIgnoreCase(PROXY_CONNECTION)
					|| (name.equalsIgnoreCase(HttpHeaders.CONNECTION) && !isKeepAlive(header))) {
				return false;
			}
		}
		return framings == 1;
	}

	/**
	 * Whether the head specifies the body length more than once or in an unknown way.
	 * Recipients that interpret such a head differently disagree on where the next
	 * response begins (RFC 9112, sections 6.1 and 6.3).
	 */
	private static boolean isAmbiguous(HttpResponse response) {
		Header transferEncoding = response.getFirstHeader(HttpHeaders.TRANSFER_ENCODING);
		return transferEncoding != null && (!CHUNKED.equalsIgnoreCase(transferEncoding.getValue())
				|| response.countHeaders(HttpHeaders.TRANSFER_ENCODING) > 1
				|| response.containsHeader(HttpHeaders.CONTENT_LENGTH));
	}

	private static boolean isKeepAlive(@Nullable Header connection) {
		return connection == null || KEEP_ALIVE.equalsIgnoreCase(connection.getValue());
	}

}
