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

package dev.sessions.internal.cookie;

import java.util.List;

import org.apache.hc.client5.http.psl.DomainType;
import org.apache.hc.client5.http.psl.PublicSuffixMatcher;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * RFC 6265bis, sections 5.1.3 and 5.7: which hosts receive a cookie and may set it.
 */
class CookieDomainRulesTests {

	private final JarUser user = new JarUser();

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			www.example.com  | -                 | www.example.com    | true
			www.example.com  | -                 | WWW.EXAMPLE.COM    | true
			WWW.example.com  | -                 | www.example.com    | true
			www.example.com  | -                 | example.com        | false
			www.example.com  | -                 | a.www.example.com  | false
			www.example.com  | example.com       | www.example.com    | true
			www.example.com  | example.com       | example.com        | true
			www.example.com  | .example.com      | other.example.com  | true
			www.example.com  | EXAMPLE.com       | a.b.example.com    | true
			www.example.com  | example.com       | badexample.com     | false
			www.example.com  | example.com       | example.com.evil.org | false
			www.example.com  | ..example.com     | www.example.com    | false
			www.example.com  | other.com         | www.example.com    | false
			www.example.com  | other.com         | other.com          | false
			www.example.com  | a.www.example.com | a.www.example.com  | false
			www.example.com  | ww.example.com    | ww.example.com     | false
			www.example.com  | ample.com         | ample.com          | false
			www.example.com  | example.com.      | www.example.com    | false
			127.0.0.1        | -                 | 127.0.0.1          | true
			127.0.0.1        | 127.0.0.1         | 127.0.0.1          | true
			127.0.0.1        | 0.0.1             | 127.0.0.1          | false
			[::1]            | -                 | [::1]              | true
			localhost        | localhost         | localhost          | true
			localhost        | localhost         | a.localhost        | false
			""")
	@DisplayName("RULE 15: section 5.1.3: domain matching")
	void domains(String from, String domain, String to, boolean sent) {
		this.user.receive("http://" + from + "/", (domain != null) ? "a=1; Domain=" + domain : "a=1; Domain=");
		assertThat(this.user.send("http://" + to + "/")).isEqualTo(sent ? "a=1" : null);
	}

	@ParameterizedTest
	@CsvSource({ "a.com, com", "a.co.uk, co.uk", "a.co.uk, CO.UK", "a.co.uk, .co.uk", "a.co.uk., co.uk.",
			"a.github.io, github.io", "a.GitHub.io, GITHUB.IO", "a.blogspot.com, blogspot.com",
			"a.xn--55qx5d.cn, xn--55qx5d.cn", "a.xn--55qx5d.cn, XN--55QX5D.CN", "b.a.kawasaki.jp, a.kawasaki.jp",
			"a.unknown-top-level, unknown-top-level", "a.appspot.com, appspot.com",
			"a.s3.amazonaws.com, s3.amazonaws.com", "a.com., com." })
	@DisplayName("RULE 16: section 5.7, step 9: public suffixes are rejected")
	void publicSuffix(String host, String domain) {
		this.user.receive("https://" + host + "/", "a=1; Domain=" + domain);
		assertThat(this.user.jar().list()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "a.b.co.uk, b.co.uk", "b.a.github.io, a.github.io", "x.city.kawasaki.jp, city.kawasaki.jp",
			"x.a.xn--55qx5d.cn, a.xn--55qx5d.cn" })
	@DisplayName("RULE 16: domains below a public suffix are accepted")
	void belowPublicSuffix(String host, String domain) {
		this.user.receive("https://" + host + "/", "a=1; Domain=" + domain);
		assertThat(this.user.send("https://other." + domain + "/")).isEqualTo("a=1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "github.io", "co.uk", "xn--55qx5d.cn" })
	@DisplayName("RULE 16: a suffix that is a host sets cookies for itself alone")
	void hostThatIsAPublicSuffix(String host) {
		this.user.receive("https://" + host + "/", "a=1; Domain=" + host);
		assertThat(this.user.send("https://" + host + "/")).isEqualTo("a=1");
		assertThat(this.user.send("https://neighbour." + host + "/")).isNull();
	}

	@Test
	@DisplayName("RULE 16: section 5.7, step 8: a domain that is not ASCII is rejected")
	void rawUnicodeDomain() {
		String octets = CookieOctets.fromText("b\u00fccher.de");
		this.user.receive("https://a.xn--bcher-kva.de/", "a=1; Domain=" + octets);
		assertThat(this.user.jar().list()).isEmpty();
	}

	@Test
	@DisplayName("RULE 16: a list without its private section is an error with a remedy")
	void listWithoutPrivateSection() {
		PublicSuffixMatcher poor = new PublicSuffixMatcher(DomainType.ICANN, List.of("com", "io"), List.of());
		assertThatIllegalStateException().isThrownBy(() -> PublicSuffixes.require(poor))
			.withMessageContaining("private section")
			.withMessageContaining("httpclient5")
			.withMessageContaining("cookies.enabled");
		assertThatIllegalStateException().isThrownBy(() -> PublicSuffixes.require(null));
	}

	@Test
	@DisplayName("RULE 17: section 5.7, step 13: http cannot set a Secure cookie")
	void httpCannotSetSecure() {
		this.user.receive("http://example.com/", "a=1; Secure");
		assertThat(this.user.jar().list()).isEmpty();
	}

	@Test
	@DisplayName("RULE 17: a Secure cookie goes over https only")
	void secureOverHttpsOnly() {
		this.user.receive("https://example.com/", "a=1; Secure", "b=1");
		assertThat(this.user.send("http://example.com/")).isEqualTo("b=1");
		assertThat(this.user.send("https://example.com/")).isEqualTo("a=1; b=1");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					https://example.com/     | a=1; Secure                     | http://example.com/     | a=2
					https://example.com/     | a=1; Secure                     | http://example.com/     | a=; Max-Age=0
					https://example.com/     | a=1; Secure                     | http://example.com/x/y  | a=2
					https://example.com/     | a=1; Secure                     | http://www.example.com/ | a=2
					https://www.example.com/ | a=1; Secure                     | http://www.example.com/ | a=2; Domain=example.com
					https://www.example.com/ | a=1; Secure                     | http://example.com/     | a=2
					https://example.com/     | a=1; Secure; Path=/x            | http://example.com/     | a=2; Path=/x/y
					""")
	@DisplayName("RULE 17: section 5.7, step 16: http can neither overwrite nor hide a Secure cookie")
	void httpCannotOverlay(String first, String secure, String second, String plain) {
		this.user.receive(first, secure).receive(second, plain);
		assertThat(this.user.jar().list()).extracting(StoredCookie::value).containsExactly("1");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			https://example.com/     | a=1; Secure            | https://example.com/    | a=2
			https://example.com/     | b=1; Secure            | http://example.com/     | a=2
			https://example.com/     | a=1                    | http://example.com/     | a=2
			https://example.com/     | a=1; Secure; Path=/x/y | http://example.com/     | a=2; Path=/x
			https://example.com/     | a=1; Secure            | http://example.org/     | a=2
			https://example.com/     | a=1; Secure            | http://badexample.com/  | a=2
			https://example.com/     | a=1; Secure; Max-Age=9 | http://example.com/     | a=2
			""")
	@DisplayName("RULE 17: http may set all other cookies")
	void allElseMayBeSet(String first, String old, String second, String added) {
		this.user.receive(first, old);
		this.user.passSeconds(10);
		this.user.receive(second, added);
		assertThat(this.user.jar().list()).extracting(StoredCookie::value).contains("2");
	}

	@Test
	@DisplayName("RULE 15: a host-only cookie and a domain cookie are different cookies")
	void hostOnlyIsPartOfTheCookie() {
		this.user.receive("https://example.com/", "a=1", "a=2; Domain=example.com");
		assertThat(this.user.send("https://example.com/")).isEqualTo("a=1; a=2");
		assertThat(this.user.send("https://www.example.com/")).isEqualTo("a=2");
	}

	@Test
	@DisplayName("RULE 18: a name that is too long for DNS has no parent domain")
	void tooLongForDns() {
		this.user.receive("https://a.test/", "sid=1; Domain=a.test");
		assertThat(this.user.send("https://" + "x.".repeat(123) + "a.test/")).isEqualTo("sid=1");
		assertThat(this.user.send("https://" + "x.".repeat(124) + "a.test/")).isNull();
	}

}
