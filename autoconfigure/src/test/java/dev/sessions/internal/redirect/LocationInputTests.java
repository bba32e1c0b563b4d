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

package dev.sessions.internal.redirect;

import java.util.List;

import dev.sessions.testsupport.HostileText;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.ProtocolException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An arbitrary Location can be followed or is a protocol failure.
 */
class LocationInputTests {

	private static final HttpHost FROM = new HttpHost("https", "api.example.com", 8443);

	@Provide
	Arbitrary<String> values() {
		return HostileText.around(
				List.of("https://other.example/v1?page=2#top", "//other.example/\u00c3\u00a4", "/a/../b?x={\"a\":1}",
						"to?x=1", "http://u:p@my_host:80/"),
				"/", "\\", "?", "#", "%", "%2e", ":", "@", "[", "]", "[::1]", "..", "http:", "https://", "ftp:", " ",
				"\t", "\u0000", "\u001b", "\u00e4", "\u00ff", "\u0100", "\ud83d", "xn--", "_", "99999",
				"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
	}

	@Property
	void canBeSentOrFailsClearly(@ForAll("values") String value) {
		try {
			Location location = Location.of(value, FROM, "/dir/start?q=1", "mine", "api_key=s%2B");
			assertThat(location.pathAndQuery()).startsWith("/").matches("[\\x21-\\x7e]+").doesNotContain("#");
			assertThat(location.uri().toString()).matches("[\\x21-\\x7e]+").doesNotContain("@" + FROM.getHostName());
			assertThat(location.uri().getRawUserInfo()).isNull();
			assertThat(location.uri().getRawFragment()).isNotNull();
			assertThat(location.host().getSchemeName()).isIn("http", "https");
			assertThat(location.host().toHostString()).matches("[\\x21-\\x7e]+");
		}
		catch (ProtocolException ex) {
			assertThat(ex.getMessage()).startsWith("The server redirects to ").matches("[\\x20-\\x7e]+");
		}
	}

	@Property
	void pathsDoNotLeaveTheHost(@ForAll("values") String value) throws ProtocolException {
		String path = "x" + value.replace(":", "");
		try {
			assertThat(Location.of(path, FROM, "/dir/start", null, null).host()).isEqualTo(FROM);
		}
		catch (ProtocolException ex) {
			assertThat(value).matches("(?s).*[\\ud800-\\udfff].*");
		}
	}

}
