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

import java.io.IOException;

import dev.sessions.settings.LimitSettings;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;

/**
 * Decodes the body of the final response and bounds its decoded size. Runs above
 * redirects and retries, because only the body of the final response is read.
 */
public final class DecodingHandler implements ExecChainHandler {

	private final boolean decode;

	private final long maxSize;

	/**
	 * Create the handler.
	 * @param decode whether bodies are decoded
	 * @param limits the bounds
	 */
	public DecodingHandler(boolean decode, LimitSettings limits) {
		this.decode = decode;
		this.maxSize = limits.maxResponseSize().toBytes();
	}

	@Override
	public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
			throws IOException, HttpException {
		ClassicHttpResponse response = chain.proceed(request, scope);
		HttpEntity entity = response.getEntity();
		if (entity == null) {
			return response;
		}
		DecodingScope call = (scope.clientContext instanceof DecodingScope limits) ? limits : null;
		boolean limited = call == null || !call.streaming();
		boolean encoded = call != null && call.encoded();
		try {
			HttpEntity decoded = (this.decode && !encoded) ? ContentCodings.decode(response, entity) : null;
			if (decoded != null) {
				response.setEntity(limited ? new LimitedEntity(decoded, this.maxSize) : decoded);
				removeHeadersOfEncodedForm(response);
			}
			else if (limited) {
				limit(response, entity);
			}
			return response;
		}
		catch (IOException | HttpException ex) {
			scope.execRuntime.discardEndpoint();
			// also ends a response without a connection
			response.close();
			throw ex;
		}
	}

	/**
	 * Check a declared length at once, and count the bytes if none is declared.
	 */
	private void limit(ClassicHttpResponse response, HttpEntity entity) throws BodyTooLargeException {
		long length = entity.getContentLength();
		if (length > this.maxSize) {
			throw new BodyTooLargeException(this.maxSize);
		}
		if (length < 0) {
			response.setEntity(new LimitedEntity(entity, this.maxSize));
		}
	}

	private static void removeHeadersOfEncodedForm(ClassicHttpResponse response) {
		response.removeHeaders(HttpHeaders.CONTENT_ENCODING);
		response.removeHeaders(HttpHeaders.CONTENT_LENGTH);
		response.removeHeaders(HttpHeaders.CONTENT_MD5);
	}

}
