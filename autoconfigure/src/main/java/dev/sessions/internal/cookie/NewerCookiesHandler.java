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
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.sessions.internal.body.RequestBody;
import dev.sessions.internal.net.HostName;
import dev.sessions.internal.text.RedactedRequest;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;

import org.springframework.util.StringUtils;

/**
 * Repeats a rejected request once if another instance has logged in meanwhile and shares
 * newer cookies. A rejection is a 401 or a redirect to a login. Cookies set by the
 * rejection itself are ignored. Present only if the cookies are shared.
 */
public final class NewerCookiesHandler implements ExecChainHandler {

	@Override
	public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
			throws IOException, HttpException {
		Header[] callerHeaders = request.getHeaders(HttpHeaders.COOKIE);
		ClassicHttpResponse response = chain.proceed(request, scope);
		if (!(scope.clientContext instanceof CookieScope call)
				|| !call.isRefusal(request, scope.route.getTargetHost(), response)
				|| !(scope.clientContext.getCookieStore() instanceof CookieJar jar)
				|| !RequestBody.isRepeatable(request)) {
			return response;
		}
		ClassicHttpRequest repeated = RedactedRequest.copyOf(request);
		try {
			call.waits().await(jar.compareSoon(), "the cookies of other instances");
			// the length headers were added when the request was sent
			List.of(HttpHeaders.COOKIE, HttpHeaders.CONTENT_LENGTH, HttpHeaders.TRANSFER_ENCODING)
				.forEach(repeated::removeHeaders);
			Arrays.stream(callerHeaders).forEach(repeated::addHeader);
			Set<String> own = namesSetBy(response, request, scope.route);
			if (pairs(request, own).equals(pairs(preview(repeated, jar, scope.route), own))) {
				return response;
			}
		}
		catch (IOException | RuntimeException ex) {
			response.close();
			throw ex;
		}
		response.close();
		return chain.proceed(repeated, scope);
	}

	/**
	 * Return a copy of the request with the current cookies.
	 */
	private static ClassicHttpRequest preview(ClassicHttpRequest request, CookieJar jar, HttpRoute route) {
		ClassicHttpRequest preview = RedactedRequest.copyOf(request);
		CookieHandler.addCookies(preview, jar, route);
		return preview;
	}

	private static Set<String> namesSetBy(ClassicHttpResponse response, ClassicHttpRequest request, HttpRoute route) {
		return ResponseCookies
			.of(response, HostName.of(route.getTargetHost()), request.getPath(), route.isSecure(),
					System.currentTimeMillis())
			.stream()
			.map(StoredCookie::name)
			.collect(Collectors.toSet());
	}

	private static List<String> pairs(ClassicHttpRequest request, Set<String> without) {
		return Arrays.stream(request.getHeaders(HttpHeaders.COOKIE))
			.flatMap((header) -> Arrays.stream(StringUtils.tokenizeToStringArray(header.getValue(), ";")))
			.filter((pair) -> !without.contains(CookieHeader.name(pair)))
			.toList();
	}

}
