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

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

import dev.sessions.internal.log.MaskedText;
import dev.sessions.internal.net.PathAndQuery;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes an exchange as an entry of an HTTP Archive, without its secrets. Cookies are not
 * listed separately.
 */
final class HarWriter {

	private HarWriter() {
	}

	static HarEntry entry(ReceivedRequest request, HttpResponse response, RecordedBody body, Instant started,
			long millis) {
		ObjectNode entry = JsonNodeFactory.instance.objectNode();
		entry.put("startedDateTime", started.toString());
		entry.put("time", millis);
		write(request, entry.putObject("request"));
		write(response, body, entry.putObject("response"));
		entry.putObject("cache");
		entry.putObject("timings").put("send", 0).put("wait", millis).put("receive", 0);
		return new HarEntry(entry);
	}

	private static void write(ReceivedRequest request, ObjectNode json) {
		json.put("method", request.method().name());
		String url = request.maskedUri();
		json.put("url", url);
		json.put("httpVersion", "HTTP/1.1");
		json.putArray("cookies");
		ArrayNode headers = json.putArray("headers");
		request.headers().forEach((name, values) -> values.forEach((value) -> header(headers, name, value)));
		ArrayNode query = json.putArray("queryString");
		int mark = url.indexOf('?');
		if (mark >= 0) {
			Arrays.stream(url.substring(mark + 1).split("&")).forEach((parameter) -> {
				int equals = parameter.indexOf('=');
				query.addObject()
					.put("name", (equals >= 0) ? parameter.substring(0, equals) : parameter)
					.put("value", (equals >= 0) ? parameter.substring(equals + 1) : "");
			});
		}
		byte[] body = request.body();
		if (body.length > 0) {
			String type = request.headers().getFirst(HttpHeaders.CONTENT_TYPE);
			ObjectNode data = json.putObject("postData");
			data.put("mimeType", (type != null) ? type : "");
			text(data, body, type, "_encoding");
		}
		json.put("headersSize", -1).put("bodySize", body.length);
	}

	private static void write(HttpResponse response, RecordedBody body, ObjectNode json) {
		json.put("status", response.getCode());
		json.put("statusText", (response.getReasonPhrase() != null) ? response.getReasonPhrase() : "");
		json.put("httpVersion", "HTTP/1.1");
		json.putArray("cookies");
		ArrayNode headers = json.putArray("headers");
		for (Header header : response.getHeaders()) {
			header(headers, header.getName(), (header.getValue() != null) ? header.getValue() : "");
		}
		ObjectNode content = json.putObject("content");
		write(body, value(response, HttpHeaders.CONTENT_TYPE), content);
		String location = value(response, HttpHeaders.LOCATION);
		json.put("redirectURL", (location != null) ? MaskedText.uri(location, PathAndQuery.query(location)) : "");
		json.put("headersSize", -1).put("bodySize", body.sent().length);
	}

	/**
	 * The bytes of an encoded body are kept beside its text unless a secret was masked in
	 * it.
	 */
	private static void write(RecordedBody body, @Nullable String type, ObjectNode content) {
		content.put("size", body.decoded().length);
		content.put("mimeType", (type != null) ? type : "");
		boolean exact = text(content, body.decoded(), type, "encoding");
		if (exact && body.isEncoded()) {
			content.put(HarEntry.ENCODED, Base64.getEncoder().encodeToString(body.sent()));
		}
	}

	/**
	 * Write a body as text, or in Base64 if it is binary.
	 * @return whether nothing was masked
	 */
	private static boolean text(ObjectNode json, byte[] body, @Nullable String type, String encoding) {
		byte[] masked = MaskedBody.of(body, type);
		try {
			json.put("text",
					HarEntry.charset((type != null) ? type : "")
						.newDecoder()
						.decode(ByteBuffer.wrap(masked))
						.toString());
		}
		catch (CharacterCodingException ex) {
			json.put("text", Base64.getEncoder().encodeToString(masked));
			json.put(encoding, "base64");
		}
		return Arrays.equals(masked, body);
	}

	private static void header(ArrayNode headers, String name, String value) {
		headers.addObject().put("name", name).put("value", masked(name, value));
	}

	/**
	 * Unlike in the log, a link keeps its query, because a request that follows the link
	 * must match.
	 */
	private static String masked(String name, String value) {
		if (name.equalsIgnoreCase(HttpHeaders.LOCATION) || name.equalsIgnoreCase(HttpHeaders.CONTENT_LOCATION)) {
			return MaskedText.uri(value, PathAndQuery.query(value));
		}
		String line = MaskedText.header(name, value);
		return line.substring(line.indexOf(':') + 1).strip();
	}

	private static @Nullable String value(HttpResponse response, String name) {
		Header header = response.getFirstHeader(name);
		return (header != null) ? header.getValue() : null;
	}

}
