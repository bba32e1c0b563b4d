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

package dev.sessions.internal.challenge;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Challenge}.
 */
class ChallengeTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			value = { "Negotiate, Digest realm=\"r\"|Negotiate{}, Digest{realm=r}",
					"NTLM,Digest realm=\"r\"|NTLM{}, Digest{realm=r}",
					"Negotiate abc==, Digest realm=r|Negotiate{}, Digest{realm=r}",
					"Negotiate YWJj, Digest realm=r|Negotiate{}, Digest{realm=r}",
					"Negotiate Digest realm=r|Negotiate{}, Digest{realm=r}",
					"Digest realm=r, Negotiate|Digest{realm=r}, Negotiate{}",
					"Digest realm=r, Basic realm=b|Digest{realm=r}, Basic{realm=b}",
					"Digest realm=\"a, Basic b=c\", nonce=n|Digest{realm=a, Basic b=c, nonce=n}",
					"Digest realm = \"r\" , nonce\t=\tn|Digest{realm=r, nonce=n}",
					"Digest realm=\"r\" nonce=\"n\"|Digest{realm=r, nonce=n}",
					"Digest nonce=YWJj==, realm=r|Digest{nonce=YWJj==, realm=r}",
					"Digest qop=auth,auth-int,realm=r|Digest{qop=auth,auth-int, realm=r}",
					"Digest qop=\"\", realm=\"\"|Digest{qop=, realm=}", "Digest realm=a, REALM=b|Digest{realm=a}",
					"Digest realm=\"\\\\\\\"\\x\"|Digest{realm=\\\"x}", ", ,Basic ,, Digest ,|Basic{}, Digest{}",
					"Digest realm=\"open|Digest{}", "=x, \"y\", ;|x{}, y{}", "realm=r, Digest|Digest{}", "~~|~~" })
	void isRead(String header, String expected) {
		String read = String.join(", ",
				Challenge.parse(header)
					.stream()
					.map((challenge) -> challenge.scheme() + challenge.parameters())
					.toList());
		assertThat(read).isEqualTo(expected);
	}

	@Test
	void manyChallengesAreReadInLinearTime() {
		assertThat(Challenge.parse("a,".repeat(100_000))).hasSize(100_000);
		assertThat(Challenge.parse("a ;" + " ".repeat(200_000) + "b;")).hasSize(2);
		assertThat(Challenge.parse("a b=\"" + "\\".repeat(200_001) + "\"")).hasSize(1);
	}

}
