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

package dev.sessions.internal.auth;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Netrc}.
 */
class NetrcTests {

	@ParameterizedTest
	@ValueSource(strings = { "machine h login me password pw", "machine h\n\tlogin me\n\tpassword pw\n",
			"machine h\r\n  login me\r\n  password pw\r\n", "machine h password pw login me",
			"machine h login me account dep password pw", "machine h account me password pw",
			"machine \"h\" login \"me\" password \"pw\"", "machine h login m\\e password \\p\\w",
			"# all of it\nmachine h # here\n# and\nlogin me # there\npassword pw # here",
			"machine H login me password pw", "default login me password pw",
			"machine other login x password y default login me password pw",
			"default login me password pw machine other login x password y",
			"machine h login me password pw\nmachine h login x password y",
			"machine h login me password pw\ndefault login x password y",
			"macdef init\nmachine h login x password y\n\nmachine h login me password pw",
			"macdef init\r\nuser\r\n\r\nmachine h login me password pw",
			"machine h login me password pw\nmacdef last\nput # \"x" })
	void findsEntry(String text) {
		assertThat(find(text, "h")).isEqualTo("me:pw");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			value = { "#pw|#pw", "\"a b\"|a b", "\"a\\\"b\\\\c\"|a\"b\\c", "a\"b|a\"b", "login|login",
					"machine|machine", "\\#|#", "p\u00e4ss|p\u00e4ss", "a:b|a:b", "\"\"|~~", "\\n|n" })
	void readsPasswords(String written, String password) {
		assertThat(find("machine h login me password " + written, "h")).isEqualTo("me:" + password);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "# nothing", "machine other login x password y", "macdef x\nmachine h login x",
			"machine sub.h login x password y", "machine h. login x password y" })
	void findsNoEntry(String text) {
		assertThat(find(text, "h")).isNull();
	}

	@Test
	void findsHostsInAllForms() {
		assertThat(find("machine xn--bcher-kva.example login me password pw", "b\u00fccher.example"))
			.isEqualTo("me:pw");
		assertThat(find("machine 127.0.0.1 login me password pw", "127.0.0.1")).isEqualTo("me:pw");
		assertThat(find("machine ::1 login me password pw", "::1")).isEqualTo("me:pw");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			value = { "s3cret|Line 1 has neither", "machine h{LF}s3cret me|Line 2 ends an entry without",
					"machine h login|Line 1 ends with a keyword",
					"machine h login me password \"s3cret|Line 1 has an unclosed quotation",
					"{LF}{LF}machine h login \"s3cret{LF}\"|Line 3 has an unclosed quotation",
					"machine h login s3{NUL}cret password x|Line 1 has CR, LF or NUL",
					"machine h login s3:cret password x|Line 1 ends" })
	@DisplayName("RULE 20, RULE 22, RULE 36: an invalid file is rejected with its line and without its content")
	void rejectsInvalidFile(String text, String message) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Netrc.parse(text.replace("{LF}", "\n").replace("{NUL}", "\0")))
			.withMessageStartingWith(message)
			.withMessageNotContaining("s3");
	}

	@Test
	@DisplayName("RULE 22: an entry that cannot be sent is an error for its own host")
	void entryThatCannotBeSentIsAnErrorForItsHost() {
		Netrc netrc = Netrc.parse("machine h login me password pw\nmachine bad login s3:c password x\n"
				+ "machine typo login me passwd s3cret");
		assertThatExceptionOfType(NoCredentialException.class)
			.isThrownBy(() -> netrc.require(new HttpHost("http", "bad", 80)))
			.withMessageContaining("Line 3 ends an entry that cannot be sent")
			.withMessageNotContaining("s3");
		assertThatExceptionOfType(NoCredentialException.class)
			.isThrownBy(() -> netrc.require(new HttpHost("http", "typo", 80)))
			.withMessageContaining("Line 3 ends an entry without a password")
			.withMessageNotContaining("s3");
	}

	private static @Nullable String find(String text, String host) {
		HeaderAuthorization header = Netrc.parse(text).find(new HttpHost("https", host, 8443));
		return (header != null)
				? new String(Base64.getDecoder().decode(header.value().substring(6)), StandardCharsets.UTF_8) : null;
	}

}
