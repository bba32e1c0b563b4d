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
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import org.springframework.util.MultiValueMap;
import org.springframework.web.util.DefaultUriBuilderFactory;
import org.springframework.web.util.UriBuilder;

/**
 * A {@link UriBuilder} for URIs below a base URL. Spring's own builder would encode the
 * escapes of the base URL twice. The template is parsed on the first change, because most
 * callers only need its text.
 */
@SuppressWarnings("NullAway") // NullAway's view of Spring's varargs depends on the JDK
final class SessionUriBuilder implements UriBuilder {

	private static final DefaultUriBuilderFactory BUILDERS = new DefaultUriBuilderFactory();

	private final String template;

	private final String base;

	private final UnaryOperator<String> completion;

	private @Nullable UriBuilder builder;

	/**
	 * Create a builder.
	 * @param template the initial absolute template
	 * @param base the start of the template that is already encoded, or an empty string
	 * @param completion adds the default parameters to a URI below the base URL
	 */
	SessionUriBuilder(String template, String base, UnaryOperator<String> completion) {
		this.template = template;
		this.base = base;
		this.completion = completion;
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
		return complete(builder().build(uriVariables));
	}

	@Override
	public URI build(Map<String, ? extends @Nullable Object> uriVariables) {
		return complete(builder().build(uriVariables));
	}

	/**
	 * Restore the base URL, whose escapes Spring's builder has encoded again. A URI that
	 * was moved elsewhere is used as it is.
	 */
	private URI complete(URI uri) {
		String encodedTwice = this.base.replace("%", "%25");
		String text = uri.toString();
		if (!text.startsWith(encodedTwice) || !isEnd(text, encodedTwice.length())) {
			return uri;
		}
		String completed = this.completion.apply(this.base + text.substring(encodedTwice.length()));
		return completed.equals(text) ? uri : URI.create(completed);
	}

	private static boolean isEnd(String uri, int index) {
		return index == uri.length() || "/?#".indexOf(uri.charAt(index)) >= 0;
	}

	@Override
	public String toUriString() {
		UriBuilder changed = this.builder;
		return (changed != null) ? changed.toUriString() : this.template;
	}

}
