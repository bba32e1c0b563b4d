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

package dev.sessions.internal.net;

import java.net.IDN;
import java.net.URI;
import java.util.List;
import java.util.function.UnaryOperator;

import dev.sessions.testsupport.HostileText;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An arbitrary URI is sent as ASCII or rejected.
 */
class UriInputTests {

	private static final String LEGAL = "abzAZ09-._~!$&'()*+,;=:@/";

	private static final UriReference BASE = UriReference.parse("https://api.example.com/v1/items?page=1");

	@Provide
	Arbitrary<String> references() {
		return HostileText.around(
				List.of("https://api.example.com/v1/items?page=2#top", "/a/../b/./c?x={\"a\":1}",
						"//b\u00fccher.example/\u6771", "http://user:pw@my_host:8080/100%?q=a|b",
						"http://[fe80::1%25lo]:80/x", "?q=[1]", "#f", "../..", ""),
				"/", "//", "///", "\\", "?", "#", "%", "%2", "%2e", "%zz", ":", "@", "[", "]", "[::1]", "..", ".",
				"http:", "https://", "ftp://", "mailto:", " ", "\t", "\r\n", "\u0000", "\u007f", "\u0085", "\u00e4",
				"\u00c3\u00a4", "\u20ac", "\u3002", "\ud83d\ude00", "\ud83d", "\ude00", "{", "}", "|", "^", "`", "\"",
				"<", ">", "_", "xn--", "xn--bcher-kva", "-", "99999", "\u00df", "\u202e");
	}

	@Provide
	Arbitrary<String> legalTexts() {
		return Arbitraries.strings().withChars(LEGAL.toCharArray()).ofMaxLength(40);
	}

	@Property
	void resultIsAsciiAndParseable(@ForAll("references") String text) {
		for (boolean header : new boolean[] { false, true }) {
			UriReference reference = read(text, header);
			if (reference == null) {
				continue;
			}
			UriReference resolved = reference.resolve(BASE);
			assertThat(resolved.toString()).matches("[\\x21-\\x7e]*");
			assertThat(resolved.pathAndQuery()).matches("[\\x21-\\x7e]*").doesNotContain("#");
			if (resolved.authority() != null) {
				assertThat(resolved.pathAndQuery()).startsWith("/");
				assertThat(resolved.toUri().toASCIIString()).isEqualTo(resolved.toString());
				assertThat(resolved.toUri().getRawAuthority()).isEqualTo(resolved.authority().toString());
			}
		}
	}

	@Property
	void encodingIsIdempotent(@ForAll("references") String text) {
		UriReference reference = read(text, true);
		if (reference != null) {
			UriReference once = reference.resolve(BASE);
			if (once.authority() != null) {
				assertThat(UriReference.parse(once.toString())).hasToString(once.toString());
				assertThat(UriReference.parse(once.toString()).resolve(BASE)).hasToString(once.toString());
			}
		}
		try {
			String encoded = PercentEncoding.encodeIllegal(text);
			assertThat(encoded).matches("[\\x21-\\x7e]*");
			assertThat(PercentEncoding.encodeIllegal(encoded)).isSameAs(encoded);
		}
		catch (IllegalArgumentException ex) {
			assertThat(text.codePoints().anyMatch((point) -> point >= 0xD800 && point <= 0xDFFF)).isTrue();
		}
	}

	@Property
	void legalAsciiIsUnchanged(@ForAll("legalTexts") String path, @ForAll("legalTexts") String query) {
		String text = "/" + path + "?" + query;
		assertThat(PercentEncoding.encodeIllegal(text)).isSameAs(text);
		assertThat(PercentEncoding.encodeIllegal(path)).isSameAs(path);
		assertThat(PercentEncoding.encodeIllegalInQuery(query + "[?]")).isEqualTo(query + "[?]");
	}

	/**
	 * Compares with {@link URI} where that follows RFC 3986. It does not for an empty
	 * path, a query alone, dots at the root and empty segments.
	 */
	@Property
	void resolvesAsJavaDoes(@ForAll("legalTexts") String path) {
		String text = "a" + path.replace(":", "").replace(".", "").replaceAll("/+", "/");
		assertThat(UriReference.parse(text).resolve(BASE)).hasToString(BASE.toUri().resolve(text).toString());
		assertThat(UriReference.parse("/" + text).resolve(BASE))
			.hasToString(BASE.toUri().resolve("/" + text).toString());
	}

	@Property
	void hostIsAsciiAndRemainsItself(@ForAll("references") String text) {
		try {
			String host = HostName.parse(text);
			assertThat(host).matches("[0-9A-Za-z._-]+|\\[[0-9A-Fa-f:.]+(%[0-9A-Za-z_.]+)?]");
			assertThat(HostName.parse(host)).isEqualTo(host);
		}
		catch (IllegalArgumentException ex) {
			assertThat(ex).hasMessageStartingWith("The URL names no valid host");
		}
	}

	/**
	 * Compares with the JDK for labels that neither of the two maps. Both reject one that
	 * is not in ASCII and begins as an encoded one does.
	 */
	@Property
	void labelsAreEncodedAsTheJdkDoes(@ForAll("labels") String label) {
		String encoded = encode(HostName::parse, label);
		assertThat(encoded).isEqualTo(encode(IDN::toASCII, label));
		if (encoded != null) {
			assertThat(HostName.of(encoded)).isEqualTo(encoded);
		}
	}

	@Provide
	Arbitrary<String> labels() {
		Arbitrary<String> labels = Arbitraries.strings()
			.withCharRange('a', 'z')
			.withChars('-', '\u00e4', '\u00f6', '\u00fc', '\u00e9', '\u6771', '\u4eac', '\u30c6', '\u0436')
			.ofMinLength(1)
			.ofMaxLength(12);
		return Combinators.combine(Arbitraries.of("", "", "", "xn--"), labels).as(String::concat);
	}

	private static @Nullable String encode(UnaryOperator<String> encoder, String label) {
		try {
			return encoder.apply(label);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static UriReference read(String text, boolean header) {
		try {
			return header ? UriReference.parseHeader(text) : UriReference.parse(text);
		}
		catch (IllegalArgumentException ex) {
			assertThat(ex.getMessage()).matches("(The URL names no valid|A UR[IL] must not).*");
			return null;
		}
	}

}
