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
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.util.MultiValueMap;
import org.springframework.web.util.DefaultUriBuilderFactory;
import org.springframework.web.util.UriBuilder;

/**
 * A {@link UriBuilder} for URIs below a base URL. Spring's own builder would encode the
 * escapes of the base URL twice. The template is parsed on the first change, because most
 * callers only read its text.
 */
@SuppressWarnings("NullAway") // NullAway's view of Spring's varargs depends on the JDK
final class SessionUriBuilder implements UriBuilder {

	private static final DefaultUriBuilderFactory BUILDERS = new DefaultUriBuilderFactory();

	private final String template;

	private final String base;

	private @Nullable UriBuilder builder;

	/**
	 * Create a builder.
	 * @param template the absolute template to start from
	 * @param base the beginning of the template that is already encoded, or an empty text
	 */
	SessionUriBuilder(String template, String base) {
		this.template = template;
		this.base = base;
	}

	private UriBuilder builder() {
		UriBuilder present = this.builder;
		if (present == null) {
			present = BUILDERS.uriString(this.template);
			this.builder = present;
		}
		return present;
	}

	@Override
	public UriBuilder scheme(@Nullable String scheme) {
		builder().scheme(scheme);
		return this;
	}

	@Override
	public UriBuilder userInfo(@Nullable String userInfo) {
		builder().userInfo(userInfo);
		return this;
	}

	@Override
	public UriBuilder host(@Nullable String host) {
		builder().host(host);
		return this;
	}

	@Override
	public UriBuilder port(int port) {
		builder().port(port);
		return this;
	}

	@Override
	public UriBuilder port(@Nullable String port) {
		builder().port(port);
		return this;
	}

	@Override
	public UriBuilder path(String path) {
		builder().path(path);
		return this;
	}

	@Override
	public UriBuilder replacePath(@Nullable String path) {
		builder().replacePath(path);
		return this;
	}

	@Override
	public UriBuilder pathSegment(String... segments) {
		builder().pathSegment(segments);
		return this;
	}

	@Override
	public UriBuilder query(String query) {
		builder().query(query);
		return this;
	}

	@Override
	public UriBuilder replaceQuery(@Nullable String query) {
		builder().replaceQuery(query);
		return this;
	}

	@Override
	public UriBuilder queryParam(String name, Object... values) {
		builder().queryParam(name, values);
		return this;
	}

	@Override
	public UriBuilder queryParam(String name, @Nullable Collection<?> values) {
		builder().queryParam(name, values);
		return this;
	}

	@Override
	public UriBuilder queryParamIfPresent(String name, Optional<?> value) {
		builder().queryParamIfPresent(name, value);
		return this;
	}

	@Override
	public UriBuilder queryParams(MultiValueMap<String, String> params) {
		builder().queryParams(params);
		return this;
	}

	@Override
	public UriBuilder replaceQueryParam(String name, Object... values) {
		builder().replaceQueryParam(name, values);
		return this;
	}

	@Override
	public UriBuilder replaceQueryParam(String name, @Nullable Collection<?> values) {
		builder().replaceQueryParam(name, values);
		return this;
	}

	@Override
	public UriBuilder replaceQueryParams(MultiValueMap<String, String> params) {
		builder().replaceQueryParams(params);
		return this;
	}

	@Override
	public UriBuilder fragment(@Nullable String fragment) {
		builder().fragment(fragment);
		return this;
	}

	@Override
	public URI build(Object... uriVariables) {
		return encodedOnce(builder().build(uriVariables));
	}

	@Override
	public URI build(Map<String, ? extends @Nullable Object> uriVariables) {
		return encodedOnce(builder().build(uriVariables));
	}

	private URI encodedOnce(URI uri) {
		String encodedTwice = this.base.replace("%", "%25");
		String text = uri.toString();
		if (encodedTwice.equals(this.base) || !text.startsWith(encodedTwice)) {
			return uri;
		}
		return URI.create(this.base + text.substring(encodedTwice.length()));
	}

	@Override
	public String toUriString() {
		UriBuilder changed = this.builder;
		return (changed != null) ? changed.toUriString() : this.template;
	}

}
