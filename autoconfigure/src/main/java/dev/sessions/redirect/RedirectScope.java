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

import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * What the context of a call says about redirects, and what it is told.
 */
public interface RedirectScope {

	/**
	 * Whether this call follows redirects.
	 * @return yes, no, or {@code null} for what the settings say
	 */
	@Nullable Boolean followRedirects();

	/**
	 * Tell that a redirect is followed.
	 * @param from the target that sent it
	 * @param redirect the redirect
	 * @param location where it leads
	 */
	void redirected(HttpHost from, HttpResponse redirect, URI location);

}
