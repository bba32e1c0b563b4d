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

package dev.sessions;

import java.net.URI;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import dev.sessions.internal.uri.BaseUrl;
import dev.sessions.internal.uri.UriTemplate;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriBuilder;
import org.springframework.web.util.UriBuilderFactory;

/**
 * Lets Spring's clients interpret URIs like a session: a path is appended to the base URL
 * and cannot change its host, regardless of its first characters.
 */
final class SessionUriBuilderFactory implements UriBuilderFactory {

	private static final Pattern ABSOLUTE = Pattern.compile("^(?i)https?://");

	private final RequestFactory requests;

	SessionUriBuilderFactory(RequestFactory requests) {
		this.requests = requests;
	}

	@Override
	public URI expand(String uriTemplate, @Nullable Object... uriVariables) {
		UriTemplate template = this.requests.template(uriTemplate).uri();
		return this.requests.absoluteUri(template, (i) -> (i < uriVariables.length) ? uriVariables[i] : null);
	}

	@Override
	public URI expand(String uriTemplate, Map<String, ? extends @Nullable Object> uriVariables) {
		UriTemplate template = this.requests.template(uriTemplate).uri();
		return this.requests.absoluteUri(template, (i) -> uriVariables.get(template.names().get(i)));
	}

	@Override
	public UriBuilder uriString(String uriTemplate) {
		return ABSOLUTE.matcher(uriTemplate).find() ? new SessionUriBuilder(uriTemplate, "", UnaryOperator.identity())
				: new SessionUriBuilder(this.requests.appended(uriTemplate),
						BaseUrl.withoutSlash(this.requests.appended("")), this.requests::withDefaultParams);
	}

	@Override
	public UriBuilder builder() {
		return uriString("");
	}

}
