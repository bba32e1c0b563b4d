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

package dev.sessions.internal.cookie;

import java.io.IOException;

import dev.sessions.internal.net.HostName;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;

/**
 * Sends the cookies of the call's jar and stores the cookies that the response sets. It
 * runs next to the connection, so it sees each hop and each attempt. Cookies are selected
 * by the target host, not by the {@code Host} header.
 */
public final class CookieHandler implements ExecChainHandler {

	@Override
	public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
			throws IOException, HttpException {
		if (!(scope.clientContext.getCookieStore() instanceof CookieJar jar)) {
			return chain.proceed(request, scope);
		}
		String host = addCookies(request, jar, scope.route);
		ClassicHttpResponse response = chain.proceed(request, scope);
		if (response.containsHeader(HttpHeaders.SET_COOKIE) && isKept(request, scope, response)) {
			try {
				jar.receive(response, host, request.getPath(), scope.route.isSecure());
			}
			catch (RuntimeException ex) {
				response.close();
				throw ex;
			}
		}
		return response;
	}

	private static boolean isKept(ClassicHttpRequest request, ExecChain.Scope scope, ClassicHttpResponse response) {
		return !(scope.clientContext instanceof CookieScope call)
				|| call.keepsCookies(request, scope.route.getTargetHost(), response);
	}

	/**
	 * Add the cookies of a jar to a request.
	 * @return the host whose cookies were added
	 */
	static String addCookies(ClassicHttpRequest request, CookieJar jar, HttpRoute route) {
		String host = HostName.of(route.getTargetHost());
		HostCookies cookies = jar.select(host, route.isSecure());
		if (cookies != null) {
			CookieHeader.add(request, cookies);
		}
		return host;
	}

}
