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

package dev.sessions.internal.log;

import dev.sessions.settings.LogDetail;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * A call that will be logged.
 */
final class LoggedCall {

	static final String ATTRIBUTE = LoggedCall.class.getName();

	private final Logger logger;

	private final LogDetail detail;

	private final ExecChain.Scope scope;

	private final LogScope call;

	private final long startNanos = System.nanoTime();

	private @Nullable ClassicHttpRequest sent;

	private @Nullable ClassicHttpResponse response;

	LoggedCall(Logger logger, LogDetail detail, ExecChain.Scope scope) {
		this.logger = logger;
		this.detail = detail;
		this.scope = scope;
		this.call = (LogScope) scope.clientContext;
	}

	/**
	 * Record the first request, which is that of the caller. Later attempts and hops may
	 * have other cookies and credentials.
	 */
	void sent(ClassicHttpRequest request) {
		if (this.sent == null) {
			this.sent = request;
		}
	}

	void answered(ClassicHttpResponse response) {
		this.response = response;
	}

	boolean wantsBody(HttpEntity entity) {
		return this.detail == LogDetail.BODY && LoggedBody.isShown(entity);
	}

	/**
	 * Log the call, after it has failed or the body of the response has ended.
	 * @param beginning the first bytes of the body, or {@code null} if they are not
	 * logged
	 * @param length the number of bytes that were read
	 * @param failure the failure that ended the call or the body, or {@code null}
	 */
	void ended(byte @Nullable [] beginning, long length, @Nullable Exception failure) {
		try {
			LoggedRequest request = new LoggedRequest(this.scope.route.getTargetHost(), this.scope.originalRequest,
					(this.sent != null) ? this.sent : this.scope.originalRequest);
			StringBuilder text = new StringBuilder(line(length, failure));
			if (this.detail.compareTo(LogDetail.HEADERS) >= 0) {
				addRequest(text, request);
				addResponse(text, beginning, length);
			}
			this.logger.info(SecretPlaceholders.masked(text.toString()));
			if (this.logger.isDebugEnabled()) {
				this.logger.debug(CurlCommand.of(request, this.detail));
			}
		}
		catch (RuntimeException ex) {
			// a failure of the log must not fail the call
			this.logger.warn("A call cannot be logged: {}", ex.getClass().getName());
		}
	}

	private String line(long received, @Nullable Exception failure) {
		StringBuilder line = new StringBuilder(this.scope.originalRequest.getMethod()).append(' ').append(uri());
		if (this.response != null) {
			line.append(' ').append(this.response.getCode());
		}
		line.append((this.response == null) ? " failed in " : (failure != null) ? " broke off in " : " in ")
			.append((System.nanoTime() - this.startNanos) / 1_000_000)
			.append(" ms");
		if (failure != null) {
			// the message may contain secrets, so only the type is logged
			line.append(" by ").append(this.call.explained(failure).getClass().getSimpleName());
		}
		line.append(" (").append(count(this.call.retries() + 1, "attempt"));
		if (this.call.redirects() > 0) {
			line.append(", ").append(count(this.call.redirects(), "redirect"));
		}
		line.append(", ").append(connection());
		HttpEntity body = this.scope.originalRequest.getEntity();
		if (body != null && body.getContentLength() >= 0 && hasConnection()) {
			line.append(", sent ").append(count(body.getContentLength(), "byte"));
		}
		if (this.response != null) {
			line.append(", received ").append(count(received, "byte"));
		}
		return line.append(')').toString();
	}

	private String uri() {
		String template = this.call.uriTemplate();
		return LoggedRequest.path((template != null) ? template : this.scope.originalRequest.getPath());
	}

	private String connection() {
		if (!hasConnection()) {
			return "no connection";
		}
		return this.call.opened() ? "connection new" : "connection reused";
	}

	private boolean hasConnection() {
		return this.scope.clientContext.getEndpointDetails() != null || this.call.opened();
	}

	private static String count(long number, String what) {
		return number + " " + what + ((number == 1) ? "" : "s");
	}

	private void addRequest(StringBuilder text, LoggedRequest request) {
		for (Header header : request.headers()) {
			text.append("\n> ").append(request.line(header));
		}
		HttpEntity body = request.original().getEntity();
		if (this.detail == LogDetail.BODY && body != null) {
			add(text, "> ", LoggedBody.of(body), body.getContentLength(), body.getContentType());
		}
	}

	private void addResponse(StringBuilder text, byte @Nullable [] beginning, long length) {
		if (this.response == null) {
			return;
		}
		for (Header header : this.response.getHeaders()) {
			text.append("\n< ").append(MaskedHeaders.line(header, false));
		}
		if (this.detail == LogDetail.BODY && length > 0) {
			HttpEntity entity = this.response.getEntity();
			String type = (entity != null) ? entity.getContentType() : null;
			add(text, "< ", (beginning != null) ? LoggedBody.of(beginning, length, type) : null, length, type);
		}
	}

	private static void add(StringBuilder text, String prefix, @Nullable String body, long length,
			@Nullable String type) {
		String shown = (body != null) ? body : LoggedBody.description(length, type);
		shown.lines().forEach((line) -> text.append('\n').append(prefix).append(line));
	}

}
