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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.sessions.testsupport.HostileText;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Arbitrary {@code Set-Cookie} headers, and arbitrary cookie files.
 */
class CookieInputTests {

	private static final List<String> SITES = List.of("https://www.example.com/a/b?c", "http://www.example.com/",
			"https://127.0.0.1/x", "http://[::1]/", "https://a.b.co.uk/y/");

	@Provide
	Arbitrary<String> setCookies() {
		return HostileText.around(List.of("sid=MTk4ZjY3; Path=/; Secure; HttpOnly; SameSite=Lax",
				"a=\"b, c\"; Domain=.example.com; Max-Age=3600; Expires=Wed, 21 Oct 2099 07:28:00 GMT",
				"__Host-id=1; Secure; Path=/", "__Secure-id=caf\u00c3\u00a9; Secure; Domain=example.com",
				"a=; Max-Age=0; Path=/a", "=v; Domain=127.0.0.1", "v", "a=1; Domain=co.uk; SameSite=None; Secure"), ";",
				"; ", "=", " ", "\t", ",", "\"", "\\", "\n", "\r\n", "\u0000", "\u007f", ".", "/", "%", "sid",
				"__Host-", "__secure-", "Path", "Path=/", "path=a", "Domain", "Domain=example.com", "DOMAIN=.com",
				"Domain=.", "Domain=[::1]", "Domain=127.0.0.1", "Expires=", "Wed, 21 Oct 2099 07:28:00 GMT",
				"01-Jan-70 00:00:00", "Max-Age=", "Max-Age=-1", "max-age=99999999999999999999", "Secure", "HttpOnly",
				"SameSite=", "None", "x".repeat(1030), "y".repeat(4090));
	}

	@Provide
	Arbitrary<String> sites() {
		return Arbitraries.of(SITES);
	}

	@Property
	void storedCookiesCanBeSentAndWritten(@ForAll("setCookies") String first, @ForAll("setCookies") String second,
			@ForAll("sites") String site) throws IOException {
		JarUser user = new JarUser().receive(site, first, second);
		List<StoredCookie> cookies = user.jar().list();
		cookies.forEach((cookie) -> assertValid(cookie, site));
		String sent = user.send(site);
		assertThat(sent == null || !CookieOctets.hasControl(sent)).isTrue();
		if (cookies.size() == 1 && sent != null) {
			assertSame(cookies.get(0), sent);
		}
		assertThat(CookieFileFormat.read(CookieFileFormat.write(cookies))).isEqualTo(cookies);
	}

	private static void assertValid(StoredCookie cookie, String site) {
		assertThat(CookieOctets.hasControl(cookie.name() + cookie.value() + cookie.path())).isFalse();
		assertThat(cookie.name() + cookie.value()).doesNotContain(";");
		assertThat(cookie.name()).doesNotContain("=");
		assertThat(cookie.name().length() + cookie.value().length()).isBetween(1, SetCookie.MAX_SIZE);
		assertThat(cookie.path()).startsWith("/");
		assertThat(cookie.domain()).isNotEmpty();
		assertThat(site).contains(cookie.domain());
		assertThat(cookie.expiry()).isGreaterThan(JarUser.START.toEpochMilli());
		assertThat(cookie.expiry() == StoredCookie.NEVER || cookie.expiry() <= StoredCookie.MAX_EXPIRY).isTrue();
		assertThat(cookie.secure() && site.startsWith("http:")).isFalse();
		assertThat(CookieOctets.fromText(cookie.getName())).isEqualTo(cookie.name());
		assertThat(CookieOctets.fromText(cookie.getValue())).isEqualTo(cookie.value());
	}

	/**
	 * A {@code Cookie} header of one cookie reads as a {@code Set-Cookie} header without
	 * attributes, unless the cookie has no name but an equals sign.
	 */
	private static void assertSame(StoredCookie cookie, String sent) {
		if (!cookie.name().isEmpty() || !cookie.value().contains("=")) {
			SetCookie parsed = SetCookie.parse(sent);
			assertThat(parsed).isNotNull();
			assertThat(parsed.name()).isEqualTo(cookie.name());
			assertThat(parsed.value()).isEqualTo(cookie.value());
		}
	}

	@Provide
	Arbitrary<String> files() {
		return HostileText.around(
				List.of("sessions-cookies 1\nend 0 fa07f8ef\n", kept("a=1; Max-Age=60"),
						kept("a=\\; Secure; Path=/; SameSite=None; HttpOnly")),
				"sessions-cookies 1\n", "sessions-cookies ", "\n", "\t", "\nend ", "end 1 ", "\\", "\\005c", "session",
				"host", "domain", "secure", "-1", "9223372036854775808");
	}

	private static String kept(String setCookie) {
		JarUser user = new JarUser().receive(SITES.get(0), setCookie);
		return new String(CookieFileFormat.write(user.jar().list()), StandardCharsets.ISO_8859_1);
	}

	@Property
	void fileIsReadOrRejected(@ForAll("files") String file) {
		byte[] content = file.getBytes(StandardCharsets.ISO_8859_1);
		try {
			assertThat(CookieFileFormat.write(CookieFileFormat.read(content))).isEqualTo(content);
		}
		catch (IOException ex) {
			assertThat(ex).hasMessageMatching("[a-z ,:]+");
		}
	}

}
