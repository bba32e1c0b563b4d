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

import java.io.IOException;

import org.apache.hc.client5.http.RouteInfo;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpRequestInterceptor;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * Signs a request that is about to be written to a connection. It is the last
 * interceptor, so nothing is added to the request afterwards.
 */
public final class SigningInterceptor implements HttpRequestInterceptor {

	/**
	 * The instance, which has no state.
	 */
	public static final SigningInterceptor INSTANCE = new SigningInterceptor();

	private SigningInterceptor() {
	}

	@Override
	public void process(HttpRequest request, @Nullable EntityDetails body, HttpContext context)
			throws HttpException, IOException {
		if (context instanceof AuthScope call && call.isSigned() && request instanceof ClassicHttpRequest sent) {
			RouteInfo route = HttpClientContext.cast(context).getHttpRoute();
			RequestToSign.sign(sent, call, route != null && call.mayAuthorize(route.getTargetHost()));
		}
	}

}
