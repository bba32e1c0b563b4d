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

import java.io.IOException;

import dev.sessions.internal.decoding.ContentCodings;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/**
 * The body of a recorded response.
 */
final class RecordedBody {

	private final byte[] sent;

	private final byte[] decoded;

	private final boolean encoded;

	private RecordedBody(byte[] sent, byte[] decoded, boolean encoded) {
		this.sent = sent;
		this.decoded = decoded;
		this.encoded = encoded;
	}

	/**
	 * Decode a body as a session does.
	 * @throws IOException if it cannot be decoded and therefore not searched for secrets
	 */
	static RecordedBody of(HttpResponse response, byte[] sent) throws IOException, ProtocolException {
		Header coding = response.getFirstHeader(HttpHeaders.CONTENT_ENCODING);
		if (coding == null || sent.length == 0 || "identity".equalsIgnoreCase(coding.getValue())) {
			return new RecordedBody(sent, sent, false);
		}
		HttpEntity decoded = ContentCodings.decode(response, new ByteArrayEntity(sent, null, coding.getValue()));
		if (decoded == null) {
			throw new IOException("the content coding '" + coding.getValue() + "' is unknown");
		}
		return new RecordedBody(sent, EntityUtils.toByteArray(decoded), true);
	}

	/**
	 * Return the body as it was sent.
	 */
	byte[] sent() {
		return this.sent;
	}

	/**
	 * Return the body without its content codings.
	 */
	byte[] decoded() {
		return this.decoded;
	}

	boolean isEncoded() {
		return this.encoded;
	}

}
