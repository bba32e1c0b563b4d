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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import dev.sessions.internal.net.PathAndQuery;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/**
 * Answers the requests of a session from a recording, or records them.
 */
final class CassetteExchanges {

	private final Recording recording;

	private final String session;

	private final List<AssertionError> failures = new CopyOnWriteArrayList<>();

	CassetteExchanges(Recording recording, String session) {
		this.recording = recording;
		this.session = session;
	}

	ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
			throws IOException, HttpException {
		ReceivedRequest received = read(request, scope);
		HarEntry entry = this.recording.take(received);
		if (entry != null) {
			return entry.toResponse();
		}
		if (this.recording.isRecording()) {
			return record(received, request, scope, chain);
		}
		AssertionError failure = new AssertionError("Session '" + this.session
				+ "' reaches no network in this test, and nothing answers this request:\n\n    " + received + "\n\n"
				+ this.recording.explain(received));
		this.failures.add(failure);
		throw failure;
	}

	/**
	 * Read the body before it is sent. It has to be readable at that time.
	 */
	private static ReceivedRequest read(ClassicHttpRequest request, ExecChain.Scope scope)
			throws IOException, ProtocolException {
		HttpHeaders headers = new HttpHeaders();
		for (Header header : request.getHeaders()) {
			headers.add(header.getName(), (header.getValue() != null) ? header.getValue() : "");
		}
		byte[] body = {};
		HttpEntity entity = request.getEntity();
		if (entity != null) {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			entity.writeTo(bytes);
			body = bytes.toByteArray();
			ContentType type = ContentType.parseLenient(entity.getContentType());
			if (!entity.isRepeatable()) {
				request.setEntity(new ByteArrayEntity(body, type, entity.getContentEncoding()));
			}
			if (entity.getContentType() != null && !headers.containsHeader(HttpHeaders.CONTENT_TYPE)) {
				headers.set(HttpHeaders.CONTENT_TYPE, entity.getContentType());
			}
		}
		return new ReceivedRequest(HttpMethod.valueOf(request.getMethod()), uri(request), headers, body,
				PathAndQuery.query(String.valueOf(scope.originalRequest.getPath())));
	}

	private static URI uri(ClassicHttpRequest request) throws ProtocolException {
		try {
			return request.getUri();
		}
		catch (URISyntaxException ex) {
			throw new ProtocolException("a cassette takes only a valid URI", ex);
		}
	}

	private ClassicHttpResponse record(ReceivedRequest received, ClassicHttpRequest request, ExecChain.Scope scope,
			ExecChain chain) throws IOException, HttpException {
		Instant started = Instant.now();
		long begin = System.nanoTime();
		try (ClassicHttpResponse response = chain.proceed(request, scope)) {
			HttpEntity entity = response.getEntity();
			byte[] body = (entity != null) ? EntityUtils.toByteArray(entity) : new byte[0];
			long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
			add(received, response, body, started, millis);
			BasicClassicHttpResponse copy = new BasicClassicHttpResponse(response.getCode(),
					response.getReasonPhrase());
			copy.setHeaders(response.getHeaders());
			if (entity != null) {
				copy.setEntity(new ByteArrayEntity(body, ContentType.parseLenient(entity.getContentType()),
						entity.getContentEncoding()));
			}
			return copy;
		}
	}

	/**
	 * A body that cannot be decoded cannot be searched for secrets, so it is not written.
	 */
	private void add(ReceivedRequest request, HttpResponse response, byte[] sent, Instant started, long millis) {
		try {
			RecordedBody body = RecordedBody.of(response, sent);
			this.recording.secrets().learn(request, response, body);
			this.recording.add(HarWriter.entry(request, response, body, started, millis));
		}
		catch (IOException | ProtocolException ex) {
			this.failures.add(new AssertionError("The response to " + request.method() + " " + request.maskedUri()
					+ " cannot be recorded, because its body cannot be decoded: " + ex.getMessage(), ex));
		}
	}

	/**
	 * End the test: write what was recorded, and report requests that had no answer.
	 * @throws AssertionError if there are any, or a secret would be written
	 */
	void eject() throws IOException {
		if (!this.failures.isEmpty()) {
			throw this.failures.get(0);
		}
		this.recording.write();
	}

}
