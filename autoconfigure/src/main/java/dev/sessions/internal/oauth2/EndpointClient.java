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
import dev.sessions.settings.ClientKey;
import org.apache.hc.client5.http.classic.HttpClient;
import org.jspecify.annotations.Nullable;

import org.springframework.core.convert.converter.Converter;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.endpoint.AbstractOAuth2AuthorizationGrantRequest;
import org.springframework.security.oauth2.client.endpoint.AbstractRestClientOAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.DefaultOAuth2TokenRequestParametersConverter;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.http.converter.OAuth2ErrorHttpMessageConverter;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.RestClient;

/**
 * Lets Spring Security call a token endpoint with the client of a session. A response
 * other than 2xx results in a {@link TokenRequestException}.
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

	private final ClientAuthenticationMethod method;

	private final @Nullable ClientKey key;

	private final RestClient client;

	/**
	 * Create a client.
	 * @param client the HTTP client
	 * @param origin the origin of the endpoint, for messages
	 * @param method the authentication method of the client
	 * @param key the key that signs assertions, or {@code null} if there is none
	 * @param responses converts the parameters of a response
	 */
	EndpointClient(HttpClient client, String origin, ClientAuthenticationMethod method, @Nullable ClientKey key,
			Converter<Map<String, Object>, OAuth2AccessTokenResponse> responses) {
		this.origin = origin;
		this.method = method;
		this.key = key;
		this.client = restClient(client, responses);
	}

	private RestClient restClient(HttpClient client,
			Converter<Map<String, Object>, OAuth2AccessTokenResponse> responses) {
		OAuth2AccessTokenResponseHttpMessageConverter converter = new OAuth2AccessTokenResponseHttpMessageConverter();
		// the converter checks the content, regardless of the content type
		converter.setSupportedMediaTypes(List.of(MediaType.ALL));
		converter.setAccessTokenResponseConverter(responses);
		return RestClient.builder()
			.requestFactory(new HttpComponentsClientHttpRequestFactory(client))
			.configureMessageConverters((converters) -> converters.addCustomConverter(new FormHttpMessageConverter())
				.addCustomConverter(converter))
			.defaultStatusHandler((status) -> !status.is2xxSuccessful(),
					(request, response) -> fail(response.getStatusCode(), response))
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
	 * Configure Spring Security's client for one grant.
	 * @param <G> the type of the requests
	 * @param <C> the type of the client
	 * @param tokens the client of the grant
	 * @return the client of the grant
	 */
	<G extends AbstractOAuth2AuthorizationGrantRequest, C extends AbstractRestClientOAuth2AccessTokenResponseClient<G>> C configured(
			C tokens) {
		tokens.setRestClient(this.client);
		if (this.key != null) {
			tokens.addParametersConverter(this.<G>assertion(this.key));
		}
		else if (ClientAuthenticationMethod.TLS_CLIENT_AUTH.equals(this.method)
				|| ClientAuthenticationMethod.SELF_SIGNED_TLS_CLIENT_AUTH.equals(this.method)) {
			// with an explicit converter, Spring Security accepts a client that sends its
			// ID only
			tokens.setParametersConverter(new DefaultOAuth2TokenRequestParametersConverter<>());
		}
		return tokens;
	}

	/**
	 * Return a converter that reads the key only when a request is sent, not for each
	 * configured grant.
	 */
	private <G extends AbstractOAuth2AuthorizationGrantRequest> Converter<G, MultiValueMap<String, String>> assertion(
			ClientKey key) {
		return (request) -> {
			try {
				return ClientAssertions.<G>parameters(key).convert(request);
			}
			catch (RuntimeException ex) {
				throw new TokenRequestException(this.origin + ": the client key cannot be used: " + ex.getMessage());
			}
		};
	}

	/**
	 * Return an error code that may be logged.
	 * @param errorCode the code sent by a server, or {@code null}
	 * @return the code, or {@code null} if the RFC does not define it
	 */
	static @Nullable String known(@Nullable String errorCode) {
		return (errorCode != null && ERROR_CODES.contains(errorCode)) ? errorCode : null;
	}

}
