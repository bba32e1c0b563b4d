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

package dev.sessions.internal.uri;

import java.util.List;
import java.util.Map;

import dev.sessions.internal.net.PercentEncoding;

import org.springframework.util.MultiValueMap;

/**
 * Query parameters, encoded strictly and appended in order.
 */
public final class QueryParams {

	private QueryParams() {
	}

	/**
	 * Append parameters to a path with or without a query.
	 * @param path the path
	 * @param defaults parameters that are added unless the path or {@code own} has a
	 * parameter with the same name
	 * @param own further parameters
	 * @return the path with its query
	 */
	public static String append(String path, MultiValueMap<String, String> defaults,
			MultiValueMap<String, String> own) {
		if (defaults.isEmpty() && own.isEmpty()) {
			return path;
		}
		StringBuilder target = new StringBuilder(path);
		boolean hasQuery = path.indexOf('?') >= 0;
		for (Map.Entry<String, List<String>> entry : defaults.entrySet()) {
			if (!own.containsKey(entry.getKey()) && !(hasQuery && isSet(path, entry.getKey()))) {
				hasQuery = append(target, entry, hasQuery);
			}
		}
		for (Map.Entry<String, List<String>> entry : own.entrySet()) {
			hasQuery = append(target, entry, hasQuery);
		}
		return target.toString();
	}

	private static boolean isSet(String path, String name) {
		StringBuilder encoded = new StringBuilder();
		PercentEncoding.encodeValue(name, encoded);
		String parameter = encoded.append('=').toString();
		int query = path.indexOf('?');
		return path.startsWith(parameter, query + 1) || path.indexOf("&" + parameter, query) >= 0;
	}

	private static boolean append(StringBuilder target, Map.Entry<String, List<String>> entry, boolean hasQuery) {
		boolean separate = hasQuery;
		for (String value : entry.getValue()) {
			target.append(separate ? '&' : '?');
			PercentEncoding.encodeValue(entry.getKey(), target);
			target.append('=');
			PercentEncoding.encodeValue(value, target);
			separate = true;
		}
		return separate;
	}

}
