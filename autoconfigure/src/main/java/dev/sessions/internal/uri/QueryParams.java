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

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import dev.sessions.internal.net.PathAndQuery;
import dev.sessions.internal.net.PercentEncoding;

import org.springframework.util.MultiValueMap;
import org.springframework.util.StringUtils;

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
		String query = PathAndQuery.query(path);
		boolean hasQuery = query != null;
		for (Map.Entry<String, List<String>> entry : defaults.entrySet()) {
			if (!own.containsKey(entry.getKey()) && (query == null || !isSet(query, entry.getKey()))) {
				hasQuery = append(target, entry, hasQuery);
			}
		}
		for (Map.Entry<String, List<String>> entry : own.entrySet()) {
			hasQuery = append(target, entry, hasQuery);
		}
		return target.toString();
	}

	/**
	 * Return whether a query has a parameter, with or without a value. Its name may be
	 * written with other escapes.
	 */
	private static boolean isSet(String query, String name) {
		return Arrays.stream(query.split("&"))
			.map((parameter) -> parameter.split("=", 2)[0])
			.anyMatch((written) -> StringUtils.uriDecode(written, StandardCharsets.UTF_8).equals(name));
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
