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

package dev.sessions.internal.oauth2;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.sessions.internal.token.TokenRequestException;
import org.apache.hc.client5.http.classic.HttpClient;
import org.jspecify.annotations.Nullable;

import org.springframework.core.convert.converter.Converter;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.http.converter.OAuth2ErrorHttpMessageConverter;
import org.springframework.web.client.RestClient;

/**
 * Creates the client with which Spring Security calls a token endpoint. An answer other
 * than success becomes a {@link TokenRequestException}.
 */
final class EndpointClient {

	/**
	 * The error codes of RFC 6749, sections 4.1.2.1 and 5.2. Any other code might contain
	 * a secret.
	 */
	private static final Set<String> ERROR_CODES = Set.of("invalid_request", "invalid_client", "invalid_grant",
			"unauthorized_client", "unsupported_grant_type", "invalid_scope", "access_denied",
			"unsupported_response_type", "server_error", "temporarily_unavailable");

	private final String origin;

	private EndpointClient(String origin) {
		this.origin = origin;
	}

	/**
	 * Create a client.
	 * @param client the client to send requests with
	 * @param origin the origin of the endpoint, for messages
	 * @param responses reads the parameters of a response
	 * @return the client
	 */
	static RestClient of(HttpClient client, String origin,
			Converter<Map<String, Object>, OAuth2AccessTokenResponse> responses) {
		OAuth2AccessTokenResponseHttpMessageConverter converter = new OAuth2AccessTokenResponseHttpMessageConverter();
		// the converter checks the content, whatever its content type is
		converter.setSupportedMediaTypes(List.of(MediaType.ALL));
		converter.setAccessTokenResponseConverter(responses);
		EndpointClient endpoint = new EndpointClient(origin);
		return RestClient.builder()
			.requestFactory(new HttpComponentsClientHttpRequestFactory(client))
			.configureMessageConverters((converters) -> converters.addCustomConverter(new FormHttpMessageConverter())
				.addCustomConverter(converter))
			.defaultStatusHandler((status) -> !status.is2xxSuccessful(),
					(request, response) -> endpoint.fail(response.getStatusCode(), response))
			.build();
	}

	private void fail(HttpStatusCode status, ClientHttpResponse response) {
		if (status.is3xxRedirection()) {
			throw new TokenRequestException(this.origin + ": it answered " + status.value()
					+ ", but the client's secret follows no redirect; see token-uri");
		}
		String code = errorCode(response);
		throw new TokenRequestException(
				this.origin + ": it answered " + status.value() + ((code != null) ? " (" + code + ")" : ""), code);
	}

	private static @Nullable String errorCode(ClientHttpResponse response) {
		try {
			return known(new OAuth2ErrorHttpMessageConverter().read(OAuth2Error.class, response).getErrorCode());
		}
		catch (IOException | RuntimeException ex) {
			return null;
		}
	}

	/**
	 * Return an error code that may be shown.
	 * @param errorCode what a server sent
	 * @return the code, or {@code null} if it is none of the RFC
	 */
	static @Nullable String known(@Nullable String errorCode) {
		return (errorCode != null && ERROR_CODES.contains(errorCode)) ? errorCode : null;
	}

}
