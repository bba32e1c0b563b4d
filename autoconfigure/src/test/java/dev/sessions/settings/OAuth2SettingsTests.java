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

package dev.sessions.settings;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link OAuth2Settings}.
 */
class OAuth2SettingsTests {

	@ParameterizedTest
	@ValueSource(strings = { "https://auth.example.org/token", "HTTPS://auth.example.org:8443/token?tenant=1",
			"http://localhost:8080/token", "http://LOCALHOST/token", "http://127.0.0.1/token", "http://127.1.2.3/token",
			"http://[::1]:8080/token" })
	@DisplayName("RULE 38: https, and http on this machine")
	void secureEndpoint(String tokenUri) {
		assertThat(OAuth2Settings.of(tokenUri, "app", "secret").tokenUri()).hasToString(tokenUri);
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://auth.example.org/token", "http://127.0.0.1.example.org/", "http://localhost.evil/",
			"http://127.0.0.1@evil/", "http://0.0.0.0/", "http://10.0.0.1/", "http://[::2]/", "ftp://localhost/",
			"/token", "auth.example.org", "https:///token", "https://me:secret@auth.example.org",
			"https://auth.example.org/#secret", "https://a b/", "" })
	@DisplayName("RULE 38: https only, except for loopback")
	void insecureEndpoint(String tokenUri) {
		assertThatIllegalArgumentException().isThrownBy(() -> OAuth2Settings.of(tokenUri, "app", "secret"))
			.withMessageStartingWith("token-uri ")
			.satisfies((failure) -> assertThat(failure.getMessage()).doesNotContain("secret@", "#secret"));
	}

	@Test
	void partsMustNotBeEmpty() {
		assertThatIllegalArgumentException().isThrownBy(() -> OAuth2Settings.of("https://a", " ", "secret"))
			.withMessageStartingWith("client-id must not be empty");
		assertThatIllegalArgumentException().isThrownBy(() -> OAuth2Settings.of("https://a", "app", ""))
			.withMessageStartingWith("client-secret must not be empty");
	}

	@Test
	void toStringOmitsPathAndSecret() {
		assertThat(OAuth2Settings.of("https://a/tenant?key=1", "app", "s3cret")).asString()
			.contains("https://a", "app")
			.doesNotContain("s3cret", "tenant", "key");
	}

}
