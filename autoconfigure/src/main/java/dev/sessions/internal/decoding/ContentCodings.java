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

package dev.sessions.internal.decoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import dev.sessions.internal.decoding.DecodedEntity.Decoder;
import org.apache.hc.client5.http.entity.compress.ContentCodecRegistry;
import org.apache.hc.client5.http.entity.compress.ContentCoding;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.message.BasicHeader;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * The supported content codings (RFC 9110, section 8.4.1): gzip and deflate, and those
 * for which HttpClient finds a library on the class path.
 */
public final class ContentCodings {

	private static final int MAX_CODINGS = 5;

	private static final Map<String, Decoder> DECODERS = decoders();

	private static final Header ACCEPT_ENCODING = new BasicHeader(HttpHeaders.ACCEPT_ENCODING,
			String.join(", ", DECODERS.keySet().stream().filter((name) -> !name.startsWith("x-")).toList()));

	private ContentCodings() {
	}

	/**
	 * Return the header that requests the supported codings.
	 * @return the {@code Accept-Encoding} header
	 */
	public static Header acceptEncoding() {
		return ACCEPT_ENCODING;
	}

	/**
	 * Decode a body.
	 * @param response the response with its {@code Content-Encoding} headers
	 * @param entity the encoded body
	 * @return the body that decodes while it is read, or {@code null} if the body has no
	 * coding or an unknown one
	 * @throws ProtocolException if there are more than 5 codings
	 */
	public static @Nullable HttpEntity decode(HttpResponse response, HttpEntity entity) throws ProtocolException {
		String encoding = entity.getContentEncoding();
		if (encoding == null || entity.getContentLength() == 0) {
			return null;
		}
		if (response.countHeaders(HttpHeaders.CONTENT_ENCODING) > 1) {
			// RFC 9110, section 5.3
			encoding = Arrays.stream(response.getHeaders(HttpHeaders.CONTENT_ENCODING))
				.map(Header::getValue)
				.collect(Collectors.joining(","));
		}
		Decoder only = DECODERS.get(encoding);
		return (only != null) ? new DecodedEntity(entity, only) : decode(entity, encoding);
	}

	private static @Nullable HttpEntity decode(HttpEntity entity, String encoding) throws ProtocolException {
		List<Decoder> applied = new ArrayList<>();
		for (String token : StringUtils.tokenizeToStringArray(encoding, ",")) {
			String name = token.toLowerCase(Locale.ROOT);
			if (name.equals("identity")) {
				continue;
			}
			Decoder decoder = DECODERS.get(name);
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
			decoded = new DecodedEntity(decoded, applied.get(i));
		}
		return applied.isEmpty() ? null : decoded;
	}

	/**
	 * Gzip and deflate have their own decoders: those of the JDK and HttpClient take a
	 * pause in the received data for the end of the body.
	 */
	private static Map<String, Decoder> decoders() {
		Map<String, Decoder> decoders = new LinkedHashMap<>();
		decoders.put(ContentCoding.GZIP.token(), GzipInputStream::new);
		decoders.put(ContentCoding.DEFLATE.token(), DeflateInputStream::new);
		for (ContentCoding coding : List.of(ContentCoding.BROTLI, ContentCoding.ZSTD)) {
			UnaryOperator<HttpEntity> decoder = ContentCodecRegistry.decoder(coding);
			if (decoder != null) {
				decoders.put(coding.token(), (encoded, length) -> new LibraryInputStream(encoded, decoder));
			}
		}
		decoders.put(ContentCoding.X_GZIP.token(), GzipInputStream::new);
		return decoders;
	}

}
