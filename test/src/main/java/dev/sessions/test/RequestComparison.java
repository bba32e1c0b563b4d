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

package dev.sessions.test;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.sessions.internal.log.MaskedText;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.http.HttpHeaders;

/**
 * Compares requests with recorded ones. Secrets are masked on both sides, so that
 * requests with other credentials still match.
 */
final class RequestComparison {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final Set<Cassette.Part> parts;

	private final Set<String> ignored;

	RequestComparison(Cassette cassette) {
		this.parts = EnumSet.noneOf(Cassette.Part.class);
		this.parts.addAll(Arrays.asList(cassette.match()));
		this.ignored = Set.of(cassette.ignore());
	}

	/**
	 * Return the parts in which a request differs from a recorded one.
	 */
	Set<Cassette.Part> differences(ReceivedRequest request, HarEntry recorded) {
		Set<Cassette.Part> differences = EnumSet.noneOf(Cassette.Part.class);
		for (Cassette.Part part : this.parts) {
			if (!isSame(part, request, recorded)) {
				differences.add(part);
			}
		}
		return differences;
	}

	private boolean isSame(Cassette.Part part, ReceivedRequest request, HarEntry recorded) {
		return switch (part) {
			case METHOD -> request.method().name().equals(recorded.method());
			case ORIGIN -> origin(request.uri()).equalsIgnoreCase(origin(recorded.uri()));
			case PATH -> path(request.maskedUri()).equals(path(recorded.maskedUri()));
			case QUERY -> query(request.maskedUri()).equals(query(recorded.maskedUri()));
			case BODY -> {
				String type = request.headers().getFirst(HttpHeaders.CONTENT_TYPE);
				yield body(request.body(), type).equals(body(recorded.requestBody(), recorded.requestType()));
			}
		};
	}

	private static String origin(URI uri) {
		return uri.getScheme() + "://" + uri.getRawAuthority();
	}

	private static String path(String maskedUri) {
		int host = maskedUri.indexOf("://") + 3;
		int slash = maskedUri.indexOf('/', host);
		int mark = maskedUri.indexOf('?');
		int end = (mark >= 0) ? mark : maskedUri.length();
		return (slash >= 0 && slash < end) ? maskedUri.substring(slash, end) : "/";
	}

	private List<String> query(String maskedUri) {
		int mark = maskedUri.indexOf('?');
		return (mark >= 0) ? parameters(maskedUri.substring(mark + 1)) : List.of();
	}

	private List<String> parameters(String text) {
		List<String> parameters = new ArrayList<>(Arrays.asList(text.split("&")));
		parameters.removeIf((parameter) -> parameter.isEmpty() || this.ignored.contains(parameter.split("=", 2)[0]));
		parameters.sort(null);
		return parameters;
	}

	private Object body(byte[] body, @Nullable String type) {
		String known = MaskedBody.typeOf(body, type);
		Multipart parts = Multipart.of(body, known);
		if (parts != null) {
			return parts(parts);
		}
		String masked = MaskedText.text(body, known);
		if (masked == null) {
			return new String(MaskedBody.of(body, known), StandardCharsets.ISO_8859_1);
		}
		try {
			return withoutIgnored(JSON.readTree(masked));
		}
		catch (JacksonException ex) {
			return parameters(masked);
		}
	}

	/**
	 * Return the parts, each with its number. The boundary differs each time.
	 */
	private Map<List<Object>, Long> parts(Multipart multipart) {
		return multipart.parts()
			.stream()
			.filter((part) -> !this.ignored.contains(part.name()))
			.map((part) -> List.of(part.name(), part.fileName(), part.type(), body(part.masked(), part.type())))
			.collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
	}

	private JsonNode withoutIgnored(JsonNode json) {
		if (json instanceof ObjectNode object) {
			object.remove(this.ignored);
		}
		json.forEach(this::withoutIgnored);
		return json;
	}

}
