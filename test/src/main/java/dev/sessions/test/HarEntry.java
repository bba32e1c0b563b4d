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
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

import dev.sessions.internal.log.MaskedText;
import dev.sessions.internal.net.PathAndQuery;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.util.StringUtils;

/**
 * A recorded exchange.
 *
 * @param json the entry of the archive
 */
record HarEntry(ObjectNode json) {

	/**
	 * The exact bytes of an encoded body, in Base64. The standard format has the decoded
	 * body only.
	 */
	static final String ENCODED = "_encoded";

	/**
	 * The test that recorded the exchange.
	 */
	static final String TEST = "_test";

	String test() {
		return this.json.path(TEST).asString("");
	}

	String method() {
		return request().path("method").asString("GET").toUpperCase(Locale.ROOT);
	}

	URI uri() {
		return URI.create(request().path("url").asString(""));
	}

	/**
	 * Return the URI without secrets, which the recording of another program may contain.
	 */
	String maskedUri() {
		String uri = uri().toString();
		return MaskedText.uri(uri, PathAndQuery.query(uri));
	}

	private JsonNode request() {
		return this.json.path("request");
	}

	private JsonNode response() {
		return this.json.path("response");
	}

	String requestType() {
		return request().path("postData").path("mimeType").asString("");
	}

	byte[] requestBody() {
		JsonNode data = request().path("postData");
		String text = data.path("text").asString("");
		return "base64".equals(data.path("_encoding").asString("")) ? Base64.getDecoder().decode(text)
				: text.getBytes(charset(requestType()));
	}

	/**
	 * Return the recorded response. Headers that describe the transfer are those of the
	 * returned body.
	 */
	ClassicHttpResponse toResponse() {
		BasicClassicHttpResponse response = new BasicClassicHttpResponse(response().path("status").asInt(0),
				response().path("statusText").asString(""));
		JsonNode content = response().path("content");
		boolean encoded = content.path(ENCODED).isString();
		for (JsonNode header : response().path("headers")) {
			String name = header.path("name").asString("");
			if (isKept(name, encoded)) {
				response.addHeader(name, header.path("value").asString(""));
			}
		}
		byte[] body = encoded ? Base64.getDecoder().decode(content.path(ENCODED).asString("")) : responseBody(content);
		if (mayHaveBody(response.getCode())) {
			String coding = encoded ? StringUtils.trimAllWhitespace(header("Content-Encoding")) : null;
			response.setEntity(new ByteArrayEntity(body, ContentType.parseLenient(header("Content-Type")), coding));
		}
		return response;
	}

	/**
	 * Browsers record HTTP/2 pseudo-header fields, which begin with a colon.
	 */
	private static boolean isKept(String name, boolean encoded) {
		return switch (name.toLowerCase(Locale.ROOT)) {
			case "", "content-length", "transfer-encoding", "connection" -> false;
			case "content-encoding" -> encoded;
			default -> name.charAt(0) != ':';
		};
	}

	private boolean mayHaveBody(int status) {
		return !method().equals("HEAD") && status != 204 && status != 304;
	}

	private byte[] responseBody(JsonNode content) {
		String text = content.path("text").asString("");
		return "base64".equals(content.path("encoding").asString("")) ? Base64.getMimeDecoder().decode(text)
				: text.getBytes(charset(header("Content-Type")));
	}

	private String header(String name) {
		for (JsonNode header : response().path("headers")) {
			if (name.equalsIgnoreCase(header.path("name").asString(""))) {
				return header.path("value").asString("");
			}
		}
		return "";
	}

	static Charset charset(String type) {
		try {
			ContentType parsed = ContentType.parseLenient(type);
			return (parsed != null) ? parsed.getCharset(StandardCharsets.UTF_8) : StandardCharsets.UTF_8;
		}
		catch (IllegalArgumentException ex) {
			return StandardCharsets.UTF_8;
		}
	}

}
