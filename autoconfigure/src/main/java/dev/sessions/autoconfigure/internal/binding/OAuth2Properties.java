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

package dev.sessions.autoconfigure.internal.binding;

import java.util.Set;

import dev.sessions.settings.OAuth2Settings.ClientAuthentication;
import org.jspecify.annotations.Nullable;

/**
 * The {@code auth.oauth2} block.
 *
 * @param tokenUri URL of the token endpoint: https, or http on this machine.
 * @param clientId Id of the client.
 * @param clientSecret Secret of the client.
 * @param scopes Requested scopes.
 * @param audience Requested audience, which not all servers support.
 * @param registration Id of a client declared under
 * spring.security.oauth2.client.registration, instead of the other keys.
 * @param onBehalfOf Whose tokens calls use. With user, those of the user of the calling
 * thread, or of the one that the request names. Requires registration.
 * @param clientAuthentication How the client authenticates at the token endpoint. Basic
 * by default, and private-key-jwt with a client-key. With tls, it is the client
 * certificate of ssl.bundle.
 * @param clientKey Key of the client, instead of a secret. Name of an SSL bundle, or path
 * or URL (file:, classpath:) of a PEM file, which is read again when it changes.
 * @param clientKeyId Id under which the server knows the key, if it requires one (kid).
 */
record OAuth2Properties(@Nullable String tokenUri, @Nullable String clientId, @Nullable String clientSecret,
		@Nullable Set<String> scopes, @Nullable String audience, @Nullable String registration,
		@Nullable OnBehalfOf onBehalfOf, @Nullable ClientAuthentication clientAuthentication,
		@Nullable String clientKey, @Nullable String clientKeyId) {

	@Override
	public String toString() {
		return "OAuth2Properties[******]";
	}

}
