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

package dev.sessions.internal.spring;

import java.lang.reflect.Type;
import java.nio.charset.Charset;
import java.util.function.Function;

import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.RestClientResponseException;
import org.springframework.web.client.UnknownHttpStatusCodeException;

/**
 * Creates Spring's exception for an error status.
 */
public final class StatusExceptions {

	private StatusExceptions() {
	}

	/**
	 * Create the exception that Spring's clients throw for a status.
	 * @param message the message of the exception
	 * @param status the status, 400 or more
	 * @param reason the reason phrase, empty if there is none
	 * @param headers the headers of the response
	 * @param body the decoded body, empty if there is none
	 * @param charset the charset of the body
	 * @param reader reads the body into a type
	 * @return the exception, of the subclass for the status
	 */
	public static RestClientResponseException create(String message, HttpStatusCode status, String reason,
			HttpHeaders headers, byte[] body, Charset charset, Function<Type, Object> reader) {
		RestClientResponseException exception;
		if (status.is4xxClientError()) {
			exception = HttpClientErrorException.create(message, status, reason, headers, body, charset);
		}
		else if (status.is5xxServerError()) {
			exception = HttpServerErrorException.create(message, status, reason, headers, body, charset);
		}
		else {
			exception = new UnknownHttpStatusCodeException(message, status.value(), reason, headers, body, charset);
		}
		if (body.length > 0) {
			exception.setBodyConvertFunction((ResolvableType type) -> reader.apply(type.getType()));
		}
		return exception;
	}

}
