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

import dev.sessions.internal.concurrent.WaitScope;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;

/**
 * The context of a call that cookie handling needs.
 */
public interface CookieScope extends WaitScope {

	/**
	 * Return whether the jar stores the cookies of a response.
	 * @param request the request as sent
	 * @param target the target host of the request
	 * @param response the head of the response
	 * @return whether the cookies are stored
	 */
	boolean keepsCookies(HttpRequest request, HttpHost target, HttpResponse response);

	/**
	 * Return whether a response rejects a request because it is not logged in.
	 * @param request the request as sent
	 * @param target the target host of the request
	 * @param response the head of the response
	 * @return whether the request was rejected
	 */
	boolean isRefusal(HttpRequest request, HttpHost target, HttpResponse response);

}
