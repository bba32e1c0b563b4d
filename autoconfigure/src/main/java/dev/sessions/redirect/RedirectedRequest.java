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

package dev.sessions.redirect;

import java.net.URI;
import java.util.Iterator;
import java.util.Locale;
import java.util.function.Predicate;

import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/**
 * The request that follows a redirect (RFC 9110, section 15.4).
 */
final class RedirectedRequest {

	private final Predicate<String> isCredential;

	RedirectedRequest(Predicate<String> isCredential) {
		this.isCredential = isCredential;
	}

	/**
	 * Make the next request.
	 * @param original the request that was redirected, as it was before anything below
	 * added to it
	 * @param status the status of the redirect
	 * @param location where it leads
	 * @param sameOrigin whether that is the origin it came from
	 * @return the next request
	 * @throws ProtocolException if the body is needed again and cannot be had
	 */
	ClassicHttpRequest follow(ClassicHttpRequest original, int status, URI location, boolean sameOrigin)
			throws ProtocolException {
		String method = methodAfter(original.getMethod(), status);
		boolean keepsBody = status != HttpStatus.SC_SEE_OTHER && method.equals(original.getMethod());
		ClassicHttpRequest next = new BasicClassicHttpRequest(method, location);
		for (Iterator<Header> headers = original.headerIterator(); headers.hasNext();) {
			Header header = headers.next();
			if (goesAlong(header.getName(), keepsBody, sameOrigin)) {
				next.addHeader(header);
			}
		}
		if (keepsBody && original.getEntity() != null) {
			if (!original.getEntity().isRepeatable()) {
				throw new ProtocolException("redirect " + status + " needs the request body again");
			}
			next.setEntity(original.getEntity());
		}
		return next;
	}

	/**
	 * 303 turns everything but HEAD into GET; 301 and 302 do so with POST, as every
	 * browser does; 307 and 308 change nothing.
	 */
	private static String methodAfter(String method, int status) {
		return switch (status) {
			case HttpStatus.SC_SEE_OTHER -> Method.HEAD.isSame(method) ? method : Method.GET.name();
			case HttpStatus.SC_MOVED_PERMANENTLY, HttpStatus.SC_MOVED_TEMPORARILY ->
				Method.POST.isSame(method) ? Method.GET.name() : method;
			default -> method;
		};
	}

	private boolean goesAlong(String name, boolean keepsBody, boolean sameOrigin) {
		if (name.equalsIgnoreCase(HttpHeaders.HOST)) {
			return false;
		}
		if (!keepsBody && describesBody(name)) {
			return false;
		}
		return sameOrigin || !this.isCredential.test(name);
	}

	private static boolean describesBody(String name) {
		return name.toLowerCase(Locale.ROOT).startsWith("content-")
				|| name.equalsIgnoreCase(HttpHeaders.TRANSFER_ENCODING) || name.equalsIgnoreCase(HttpHeaders.EXPECT)
				|| name.equalsIgnoreCase(HttpHeaders.TRAILER);
	}

}
