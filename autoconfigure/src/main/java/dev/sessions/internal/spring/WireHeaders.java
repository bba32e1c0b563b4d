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

package dev.sessions.internal.spring;

import java.io.Serializable;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpMessage;
import org.jspecify.annotations.Nullable;

import org.springframework.util.CollectionUtils;
import org.springframework.util.LinkedCaseInsensitiveMap;
import org.springframework.util.MultiValueMap;

/**
 * A read-only map view of a received message's headers. Single headers are looked up in
 * HttpClient's message; the map of all headers is built only when it is iterated, which
 * is rare. Serialized as a copy, because HttpClient's headers are not serializable.
 */
final class WireHeaders extends AbstractMap<String, List<String>>
		implements MultiValueMap<String, String>, Serializable {

	private static final long serialVersionUID = 1L;

	private final transient HttpMessage message;

	private transient volatile @Nullable Map<String, List<String>> all;

	WireHeaders(HttpMessage message) {
		this.message = message;
	}

	@Override
	public @Nullable String getFirst(String name) {
		Header header = this.message.getFirstHeader(name);
		return (header != null) ? value(header) : null;
	}

	@Override
	public @Nullable List<String> get(Object name) {
		if (!containsKey(name)) {
			return null;
		}
		List<String> values = new ArrayList<>(1);
		for (Iterator<Header> headers = this.message.headerIterator((String) name); headers.hasNext();) {
			values.add(value(headers.next()));
		}
		return Collections.unmodifiableList(values);
	}

	@Override
	public boolean containsKey(Object name) {
		return name instanceof String text && this.message.containsHeader(text);
	}

	@Override
	public Set<Entry<String, List<String>>> entrySet() {
		Map<String, List<String>> current = this.all;
		if (current == null) {
			current = Collections.unmodifiableMap(collect());
			this.all = current;
		}
		return current.entrySet();
	}

	private Map<String, List<String>> collect() {
		Map<String, List<String>> collected = new LinkedCaseInsensitiveMap<>();
		for (Iterator<Header> headers = this.message.headerIterator(); headers.hasNext();) {
			Header header = headers.next();
			collected.computeIfAbsent(header.getName(), (name) -> new ArrayList<>(1)).add(value(header));
		}
		collected.replaceAll((name, values) -> Collections.unmodifiableList(values));
		return collected;
	}

	private Object writeReplace() {
		return CollectionUtils.unmodifiableMultiValueMap(CollectionUtils.toMultiValueMap(collect()));
	}

	private static String value(Header header) {
		return (header.getValue() != null) ? header.getValue() : "";
	}

	@Override
	public Map<String, String> toSingleValueMap() {
		Map<String, String> single = new LinkedCaseInsensitiveMap<>();
		forEach((name, values) -> single.put(name, values.get(0)));
		return single;
	}

	@Override
	public void add(String name, @Nullable String value) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void addAll(String name, List<? extends String> values) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void addAll(MultiValueMap<String, String> values) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void set(String name, @Nullable String value) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void setAll(Map<String, String> values) {
		throw new UnsupportedOperationException();
	}

}
