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

package dev.sessions.internal.text;

import java.util.Locale;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of RULE 42: the names that indicate a secret.
 */
class SecretNamesTests {

	@ParameterizedTest
	@ValueSource(strings = { "password", "Passwd", "pass_phrase", "passcode", "db_pass", "dbPass", "DB-PASS", "pwd",
			"clientSecret", "api_key", "X-API-Key", "APIKEY", "apiKeyId", "private-key", "AccountKey", "AWSAccessKeyId",
			"VCAP_SERVICES", "spring.datasource.password", "user[password]", "user[code]", "connect.sid", "creds",
			"code", "state.code", "client_secret", "client_assertion", "assertion", "access_token", "refresh_token",
			"subject_token", "id_token", "code_verifier", "device_code", "user_code", "deviceCode", "request_uri",
			"X-Amz-Signature", "X-Amz-Security-Token", "X-Amz-Credential", "X-Goog-Signature", "X-Goog-Credential",
			"sig", "Signature", "SharedAccessSignature", "JSESSIONID", "PHPSESSID", "_csrf", "X-XSRF-TOKEN",
			"SAMLResponse", "ticket", "Authorization", "x-vault-token", "userPin", "totp", "connectionString",
			"pass\\u0077ord", "pass%77ord", "PASSWORD", "pass word", "api_keys", "accessKeys", "key2", "password1",
			"oauth2Token", "OAuth2", "dbpass", "pincode", "otpCode", "smsOtp", "passwort", "Kennwort", "senha",
			"contrase\u00f1a", "contrasen\u0303a", "CONTRASE\u00d1A", "motDePasse", "mot_de_passe", "has\u0142o",
			"l\u00f6senord", "\u043f\u0430\u0440\u043e\u043b\u044c", "\u30d1\u30b9\u30ef\u30fc\u30c9",
			"\ube44\ubc00\ubc88\ud638", "\u5bc6\u7801", "\u5bc6\u78bc", "jelsz\u00f3", "\u015fifre",
			"\uff50\uff41\uff53\uff53\uff57\uff4f\uff52\uff44", "securityAnswer", "security_answer", "mnemonic",
			"seedPhrase", "tan", "TAN", "X-IDENTITY-HEADER", "DPoP", "X-Access-Code" })
	void secret(String name) {
		assertThat(SecretNames.contains(name)).isTrue();
	}

	/**
	 * The names of header-redirect.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "X-Auth-Key", "Ocp-Apim-Subscription-Key", "x-functions-key", "DD-APPLICATION-KEY",
			"X-Access-Key", "AccessKey", "X-Session-Id", "X-SID", "X-JWT", "X-Goog-Iap-Jwt-Assertion", "X-Signature",
			"X-Amz-Signature", "X-Credential", "X-Credentials", "X-Passwd", "X-Pass", "X-Master-Key",
			"X-Parse-Master-Key", "Private-Key", "X-Shared-Key", "Authentication", "X-Authentication", "Auth", "X-OTP",
			"X-CSRF", "X-2FA-Code", "x2fa", "X-MFA-Code", "Authorization", "Proxy-Authorization", "Cookie", "Cookie2",
			"X-API-Key", "apikey", "X-RapidAPI-Key", "X-Auth-Token", "Private-Token", "X-Amz-Security-Token",
			"X-CSRFToken", "X-Hub-Signature-256", "X-MBX-APIKEY", "X-Auth-Email", "X-User-Pass", "X-PIN", "X-Hmac" })
	void credentialInAHeader(String name) {
		assertThat(SecretNames.contains(name)).isTrue();
		assertThat(SecretNames.contains(name.toLowerCase(Locale.ROOT))).isTrue();
		assertThat(SecretNames.contains(name.toUpperCase(Locale.ROOT))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "-", ".", "user", "login", "state", "scope", "status_code", "zipCode", "country-code",
			"compass", "spinning", "design", "keys", "keyboard", "Idempotency-Key", "grant_type", "redirect_uri",
			"client_id", "expires_in", "X-Amz-Date", "X-Amz-Algorithm", "se", "sv", "X-Goog-Expires", "bypass",
			"X-Pass-Through", "Passthrough", "Cache-Control", "Keep-Alive", "Sec-WebSocket-Key", "Surrogate-Key",
			"X-Cache-Key", "sortKey", "x-ms-documentdb-partitionkey", "X-Idempotency-Key", "idempotencyKey", "Accept",
			"Accept-Encoding", "Content-Type", "Content-Length", "X-Author", "author", "authority", ":authority",
			"X-Monkey", "monkey", "turkey", "Keyword", "rootPath", "carbonFootprint", "inside", "ssid", "tangent",
			"pinned", "opinion", "X-Request-Id", "traceparent", "X-Forwarded-For", "Host", "Origin", "Referer", "ETag",
			"If-None-Match" })
	void harmless(String name) {
		assertThat(SecretNames.contains(name)).isFalse();
	}

}
