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

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.BaseStream;

import dev.sessions.internal.call.ExchangeOptions;
import dev.sessions.internal.content.BodyWriter;
import dev.sessions.internal.text.TextValue;
import org.jspecify.annotations.Nullable;

import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * Collects the description of one request: its target, its overrides of the session's
 * settings, and its message.
 */
final class DefaultRequestSpec extends MessageSpec {

	private Map<String, Object> pathVariables = Map.of();

	private MultiValueMap<String, String> params = RequestFactory.NO_PARAMS;

	/**
	 * {@code null} until the request overrides a setting, which is rare.
	 */
	private @Nullable CallOverrides overrides;

	DefaultRequestSpec(BodyWriter bodies) {
		super(bodies);
	}

	@Override
	public RequestSpec path(String name, Object value) {
		if (this.pathVariables.isEmpty()) {
			this.pathVariables = new HashMap<>();
		}
		this.pathVariables.put(name, repeatable(value));
		return this;
	}

	/**
	 * Return a value that can be read more than once, because a download and pages build
	 * several requests from one description.
	 */
	private static Object repeatable(Object value) {
		if (!(value instanceof Iterator<?>) && !(value instanceof BaseStream<?, ?>)) {
			return value;
		}
		List<Object> elements = new ArrayList<>();
		TextValue.elements(value, elements::add);
		return elements;
	}

	@Override
	public RequestSpec param(String name, @Nullable Object... values) {
		if (this.params.isEmpty()) {
			this.params = new LinkedMultiValueMap<>();
		}
		List<String> texts = this.params.computeIfAbsent(name, (key) -> new ArrayList<>());
		TextValue.each("The parameter " + name, values, texts::add);
		return this;
	}

	@Override
	public RequestSpec auth(@Nullable Credentials credentials) {
		overrides().auth(credentials);
		return this;
	}

	@Override
	public RequestSpec principal(String name) {
		overrides().principal(name);
		return this;
	}

	@Override
	public RequestSpec timeout(Duration timeout) {
		overrides().timeout(timeout);
		return this;
	}

	@Override
	public RequestSpec followRedirects(boolean follow) {
		overrides().followRedirects(follow);
		return this;
	}

	@Override
	public RequestSpec maxAttempts(int maxAttempts) {
		overrides().maxAttempts(maxAttempts);
		return this;
	}

	@Override
	public RequestSpec idempotent(boolean idempotent) {
		overrides().idempotent(idempotent);
		return this;
	}

	@Override
	public RequestSpec readTimeout(Duration timeout) {
		overrides().readTimeout(timeout);
		return this;
	}

	@Override
	public RequestSpec onProgress(DownloadListener listener) {
		overrides().onProgress(listener);
		return this;
	}

	/**
	 * Return the settings that this request overrides.
	 */
	CallOverrides overrides() {
		if (this.overrides == null) {
			this.overrides = new CallOverrides();
		}
		return this.overrides;
	}

	/**
	 * Return the value of a URI variable, or {@code null} if it is not set.
	 */
	@Nullable Object pathVariable(String name) {
		return this.pathVariables.get(name);
	}

	void requireVariablesIn(List<String> names) {
		if (this.pathVariables.isEmpty()) {
			return;
		}
		for (String name : this.pathVariables.keySet()) {
			if (!names.contains(name)) {
				throw new IllegalArgumentException(
						"The URI has no variable '" + name + "'; its variables are " + names);
			}
		}
	}

	/**
	 * Discard the variables and parameters, because the URI of the next page is complete.
	 */
	void forgetUri() {
		this.pathVariables = Map.of();
		this.params = RequestFactory.NO_PARAMS;
	}

	MultiValueMap<String, String> params() {
		return this.params;
	}

	boolean idempotent() {
		return this.overrides != null && this.overrides.isIdempotent();
	}

	/**
	 * Return the options for a response that is read into memory. Most requests override
	 * nothing and share one object.
	 * @param none the options of a request that overrides nothing
	 */
	ExchangeOptions optionsOr(ExchangeOptions none) {
		return (this.overrides != null) ? this.overrides.options(none.uriTemplate()) : none;
	}

	/**
	 * Return the name of the user on whose behalf this request is made, or {@code null}
	 * for the user of the thread.
	 */
	@Nullable String principal() {
		return (this.overrides != null) ? this.overrides.principal() : null;
	}

}
