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
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.sessions.internal.log.MaskedText;
import dev.sessions.internal.net.PathAndQuery;
import dev.sessions.internal.text.SecretText;
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

	private static final Pattern LINK = Pattern.compile("<([^>]*)>");

	private static final Pattern SCALAR = Pattern.compile("-?\\d+(?:\\.\\d+)?|true|false", Pattern.CASE_INSENSITIVE);

	private static final Pattern CHALLENGE = Pattern.compile("(?:basic|digest|bearer)\\b", Pattern.CASE_INSENSITIVE);

	/**
	 * All parameters but those that have no secrets (RFC 7616, 7617 and 6750).
	 */
	private static final Pattern SECRET_PARAMETER = Pattern
		.compile("\\b(?!(?:realm|qop|algorithm|stale|charset|userhash|domain|error|scope)\\b)([A-Za-z_-]+)\\s*=\\s*"
				+ "(?:\"(?:[^\"\\\\]|\\\\.)*+\"|[^\\s,\"]++)", Pattern.CASE_INSENSITIVE);

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
		request.headers()
			.forEach((name, values) -> values.forEach((value) -> header(headers, name, masked(name, value))));
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
			String sent = (header.getValue() != null) ? header.getValue() : "";
			header(headers, header.getName(), maskedOfResponse(header.getName(), sent));
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
		headers.addObject().put("name", name).put("value", value);
	}

	private static String masked(String name, String value) {
		String line = MaskedText.header(name, value);
		return line.substring(line.indexOf(':') + 1).strip();
	}

	/**
	 * Mask a header of a response. Unlike in the log, what sessions act on is kept: the
	 * query of a link, because the request that follows it must match, and the parameters
	 * of a challenge; and so are numbers, truth values and the name of a file.
	 */
	private static String maskedOfResponse(String name, String value) {
		return switch (name.toLowerCase(Locale.ROOT)) {
			case "location", "content-location" -> MaskedText.uri(value, PathAndQuery.query(value));
			case "link" -> LINK.matcher(value)
				.replaceAll((link) -> Matcher
					.quoteReplacement("<" + MaskedText.uri(link.group(1), PathAndQuery.query(link.group(1))) + ">"));
			case "www-authenticate", "proxy-authenticate" -> CHALLENGE.matcher(value).lookingAt()
					? SECRET_PARAMETER.matcher(value).replaceAll("$1=\"***\"") : masked(name, value);
			default -> isKept(name, value) ? value : masked(name, value);
		};
	}

	private static boolean isKept(String name, String value) {
		return SCALAR.matcher(value).matches() ? !KnownSecrets.isSecret(name)
				: name.equalsIgnoreCase("content-disposition") && !SecretText.contains(value);
	}

	private static @Nullable String value(HttpResponse response, String name) {
		Header header = response.getFirstHeader(name);
		return (header != null) ? header.getValue() : null;
	}

}
