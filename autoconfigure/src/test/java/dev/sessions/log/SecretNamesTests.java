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

package dev.sessions.log;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which names say that their value is a secret.
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
			"pass\\u0077ord", "pass%77ord" })
	void secret(String name) {
		assertThat(SecretNames.contains(name)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "-", ".", "user", "login", "state", "scope", "status_code", "zipCode", "country-code",
			"compass", "spinning", "design", "keys", "keyboard", "Idempotency-Key", "grant_type", "redirect_uri",
			"client_id", "expires_in", "X-Amz-Date", "X-Amz-Algorithm", "se", "sv", "X-Goog-Expires", "bypass" })
	void none(String name) {
		assertThat(SecretNames.contains(name)).isFalse();
	}

}
