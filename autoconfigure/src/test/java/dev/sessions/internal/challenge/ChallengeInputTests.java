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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.sessions.testsupport.HostileText;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.message.BasicHttpResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Arbitrary values of {@code WWW-Authenticate}.
 */
class ChallengeInputTests {

	private static final List<String> SCHEMES = List.of("Basic", "Digest", "Negotiate", "NTLM", "Bearer", "x-own");

	@Provide
	Arbitrary<String> challenges() {
		return HostileText.around(List.of(
				"Digest realm=\"a, \\\"b\\\"\", nonce=\"n\", qop=\"auth, auth-int\", algorithm=SHA-256, opaque=\"o\"",
				"Digest realm=r, nonce=n, stale=TRUE, algorithm=MD5-sess, userhash=true, charset=UTF-8",
				"Basic realm=\"r\", Digest realm=\"r\", nonce=\"n\", Bearer",
				"Negotiate YWJj==, Digest nonce=n,realm=r", "NTLM, Digest realm=\"r\", nonce=\"n\", qop=\"\""),
				"Digest", "digest ", "Basic ", "Negotiate abc==", "realm=", "nonce=", "qop=", "auth", "auth-int",
				"algorithm=", "MD5", "SHA-512-256-sess", "-sess", "stale=", "true", "opaque", "=", ",", ", ", "\"",
				"\\", " ", "\t", ";", "\r\n", "\u0000");
	}

	@Property
	void challengeIsReadOrRejected(@ForAll("challenges") String first, @ForAll("challenges") String second) {
		BasicHttpResponse response = new BasicHttpResponse(401);
		response.addHeader(HttpHeaders.WWW_AUTHENTICATE, first);
		response.addHeader(HttpHeaders.WWW_AUTHENTICATE, second);
		DigestChallenge challenge = DigestChallenge.strongest(response, HttpHeaders.WWW_AUTHENTICATE);
		if (challenge != null) {
			assertThat(challenge.parameters()).containsKeys("realm", "nonce").doesNotContainKey("stale");
			String answer = new DigestResponder(challenge, "user", "secret").answer(new BasicHttpRequest("GET", "/x"));
			assertThat(answer).startsWith("Digest username=\"user\", ").doesNotContain("secret");
			assertThat(Challenge.parse(answer)).singleElement()
				.satisfies((credential) -> assertThat(credential.parameters()).doesNotContainKey("userhash"));
			assertThat(challenge.isAnsweredBy(answer)).isTrue();
		}
	}

	@Provide
	Arbitrary<List<Challenge>> lists() {
		Arbitrary<String> name = Arbitraries.of("realm", "nonce", "qop", "Opaque", "a-b", "x*");
		Arbitrary<String> value = Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(12);
		Arbitrary<Map<String, String>> parameters = Arbitraries.maps(name, value).ofMaxSize(4);
		return Combinators.combine(Arbitraries.of(SCHEMES), parameters).as(Challenge::new).list().ofMaxSize(4);
	}

	@Property
	void writtenChallengesAreRead(@ForAll("lists") List<Challenge> challenges, @ForAll("separators") String separator) {
		List<String> written = new ArrayList<>();
		List<Challenge> lowerCase = new ArrayList<>();
		for (Challenge challenge : challenges) {
			List<String> parameters = new ArrayList<>();
			Map<String, String> read = new LinkedHashMap<>();
			challenge.parameters().forEach((name, value) -> {
				parameters.add(name + "=\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
				read.put(name.toLowerCase(Locale.ROOT), value);
			});
			boolean token = parameters.isEmpty() && challenge.scheme().equals("Negotiate");
			written.add(challenge.scheme() + (token ? " YWJj/+==" : " " + String.join(separator, parameters)));
			lowerCase.add(new Challenge(challenge.scheme(), read));
		}
		assertThat(Challenge.parse(String.join(separator, written))).isEqualTo(lowerCase);
	}

	@Provide
	Arbitrary<String> separators() {
		return Arbitraries.of(",", ", ", " ,", "\t,\t", ",,", ", ,", " , , ");
	}

}
