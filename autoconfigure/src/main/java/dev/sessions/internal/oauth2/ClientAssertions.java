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

import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import dev.sessions.settings.ClientKey;
import org.jspecify.annotations.Nullable;

import org.springframework.core.convert.converter.Converter;
import org.springframework.security.oauth2.client.endpoint.AbstractOAuth2AuthorizationGrantRequest;
import org.springframework.security.oauth2.client.endpoint.NimbusJwtClientAuthenticationParametersConverter;
import org.springframework.util.MultiValueMap;

/**
 * Creates assertions that a client signs with its key ({@code private_key_jwt}, RFC
 * 7523), using Spring Security. The key determines the algorithm.
 */
final class ClientAssertions {

	private ClientAssertions() {
	}

	/**
	 * Create a converter that adds the assertion to the parameters of token requests.
	 * @param key the client's key, read once
	 * @return the converter, which has no effect on other authentication methods
	 * @throws IllegalArgumentException if the key cannot be used
	 */
	static <T extends AbstractOAuth2AuthorizationGrantRequest> Converter<T, MultiValueMap<String, String>> parameters(
			ClientKey key) {
		JWK jwk = jwk(key.keyPair(), key.id());
		return new NimbusJwtClientAuthenticationParametersConverter<>((registration) -> jwk);
	}

	/**
	 * Return a key. Without an ID, the server chooses among the keys of the client.
	 */
	private static JWK jwk(KeyPair pair, @Nullable String id) {
		PrivateKey key = pair.getPrivate();
		if (key instanceof ECPrivateKey elliptic) {
			return jwk(elliptic, id);
		}
		if ("RSA".equals(key.getAlgorithm())) {
			return jwk(key, pair.getPublic(), id);
		}
		throw new IllegalArgumentException("it is neither an RSA key nor an EC key");
	}

	private static JWK jwk(PrivateKey key, @Nullable PublicKey publicKey, @Nullable String id) {
		Algorithm algorithm = JWSAlgorithm.RS256;
		if (publicKey instanceof RSAPublicKey known) {
			return new RSAKey.Builder(known).privateKey(key).algorithm(algorithm).keyID(id).build();
		}
		if (key instanceof RSAPrivateCrtKey complete) {
			return new RSAKey.Builder(Base64URL.encode(complete.getModulus()),
					Base64URL.encode(complete.getPublicExponent()))
				.privateKey(key)
				.algorithm(algorithm)
				.keyID(id)
				.build();
		}
		throw new IllegalArgumentException("it lacks its public part");
	}

	/**
	 * Return an EC key. Signing needs the private part only, but a JWK requires a public
	 * one: the base point of the curve serves as a placeholder.
	 */
	private static JWK jwk(ECPrivateKey key, @Nullable String id) {
		Curve curve = Curve.forECParameterSpec(key.getParams());
		Algorithm algorithm = algorithm(curve);
		if (algorithm == null) {
			throw new IllegalArgumentException("its curve is neither P-256 nor P-384 nor P-521");
		}
		int size = key.getParams().getCurve().getField().getFieldSize();
		return new ECKey.Builder(curve, ECKey.encodeCoordinate(size, key.getParams().getGenerator().getAffineX()),
				ECKey.encodeCoordinate(size, key.getParams().getGenerator().getAffineY()))
			.privateKey(key)
			.algorithm(algorithm)
			.keyID(id)
			.build();
	}

	private static @Nullable Algorithm algorithm(@Nullable Curve curve) {
		if (Curve.P_256.equals(curve)) {
			return JWSAlgorithm.ES256;
		}
		if (Curve.P_384.equals(curve)) {
			return JWSAlgorithm.ES384;
		}
		return Curve.P_521.equals(curve) ? JWSAlgorithm.ES512 : null;
	}

}
