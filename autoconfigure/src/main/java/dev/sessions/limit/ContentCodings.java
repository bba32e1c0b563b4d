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

package dev.sessions.limit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.apache.hc.client5.http.entity.compress.ContentCodecRegistry;
import org.apache.hc.client5.http.entity.compress.ContentCoding;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.message.BasicHeader;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * The content codings of RFC 9110, section 8.4.1, that can be decoded here: gzip and
 * deflate always, others when HttpClient finds their library.
 */
public final class ContentCodings {

	private static final int MAX_CODINGS = 5;

	private static final Map<String, UnaryOperator<HttpEntity>> DECODERS = decoders();

	private static final Header ACCEPT_ENCODING = new BasicHeader(HttpHeaders.ACCEPT_ENCODING,
			String.join(", ", DECODERS.keySet().stream().filter((name) -> !name.startsWith("x-")).toList()));

	private ContentCodings() {
	}

	/**
	 * The header that asks for them.
	 * @return the header
	 */
	public static Header acceptEncoding() {
		return ACCEPT_ENCODING;
	}

	/**
	 * Decode a body.
	 * @param entity the body as it was sent
	 * @return the decoded body, which decodes while it is read, or {@code null} if the
	 * body is not encoded or in a way that is not known here
	 * @throws ProtocolException if there are more codings than anyone needs
	 */
	static @Nullable HttpEntity decode(HttpEntity entity) throws ProtocolException {
		String encoding = entity.getContentEncoding();
		if (encoding == null || entity.getContentLength() == 0) {
			return null;
		}
		UnaryOperator<HttpEntity> only = DECODERS.get(encoding);
		if (only != null) {
			return only.apply(entity);
		}
		List<UnaryOperator<HttpEntity>> applied = new ArrayList<>();
		for (String token : StringUtils.tokenizeToStringArray(encoding, ",")) {
			String name = token.toLowerCase(Locale.ROOT);
			if (name.equals("identity")) {
				continue;
			}
			UnaryOperator<HttpEntity> decoder = DECODERS.get(name);
			if (decoder == null) {
				return null;
			}
			applied.add(decoder);
			if (applied.size() > MAX_CODINGS) {
				throw new ProtocolException("the response has more than " + MAX_CODINGS + " content codings");
			}
		}
		HttpEntity decoded = entity;
		for (int i = applied.size() - 1; i >= 0; i--) {
			decoded = applied.get(i).apply(decoded);
		}
		return applied.isEmpty() ? null : decoded;
	}

	private static Map<String, UnaryOperator<HttpEntity>> decoders() {
		Map<String, UnaryOperator<HttpEntity>> decoders = new LinkedHashMap<>();
		for (ContentCoding coding : List.of(ContentCoding.GZIP, ContentCoding.DEFLATE, ContentCoding.BROTLI,
				ContentCoding.ZSTD)) {
			UnaryOperator<HttpEntity> decoder = ContentCodecRegistry.decoder(coding);
			if (decoder != null) {
				decoders.put(coding.token(), decoder);
			}
		}
		UnaryOperator<HttpEntity> gzip = decoders.get(ContentCoding.GZIP.token());
		if (gzip != null) {
			decoders.put(ContentCoding.X_GZIP.token(), gzip);
		}
		return decoders;
	}

}
