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

import org.apache.hc.client5.http.impl.DefaultConnectionKeepAliveStrategy;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;

/**
 * Determines how long an idle connection may be reused: for the time given by the server,
 * or else {@code pool.keep-alive}. Without a {@code Keep-Alive} header, nothing is
 * parsed.
 */
public final class KeepAlive extends DefaultConnectionKeepAliveStrategy {

	@Override
	public TimeValue getKeepAliveDuration(HttpResponse response, HttpContext context) {
		return response.containsHeader(HttpHeaders.KEEP_ALIVE) ? super.getKeepAliveDuration(response, context)
				: HttpClientContext.cast(context).getRequestConfigOrDefault().getConnectionKeepAlive();
	}

}
