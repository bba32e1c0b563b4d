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

import javax.net.ssl.SSLException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link TokenFailureMessages}.
 */
class TokenFailureMessagesTests {

	@Test
	@DisplayName("RULE 46: the text of a certificate reaches no message with control characters")
	void textOfACertificateHasOneLine() {
		assertThat(TokenFailureMessages.describe(new SSLException("names: [a\r\nWARN b\u001b[31m]")))
			.isEqualTo("TLS failed: names: [a  WARN b [31m]");
		assertThat(TokenFailureMessages.describe(new SSLException((String) null))).isEqualTo("TLS failed: null");
	}

}
