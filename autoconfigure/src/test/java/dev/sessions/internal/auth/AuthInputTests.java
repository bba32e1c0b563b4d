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

import java.util.List;

import dev.sessions.testsupport.HostileText;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.hc.core5.http.HttpHost;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Arbitrary content of a netrc file.
 */
class AuthInputTests {

	@Provide
	Arbitrary<String> files() {
		return HostileText.around(
				List.of("machine a.example login me password hidden\nmachine b login you password \"hid den\\\"\"\n",
						"default login me password hidden\n",
						"# remark\nmacdef x\nput a\n\nmachine a login me password hidden",
						"machine a account me password hidden",
						"machine a protocol hidden login me password hidden\nmachine b login a:b password hidden"),
				"machine ", "default ", "login ", "password ", "account ", "macdef ", "x\n", "\n\n", "\n", "\r\n", " ",
				"\t", "#", "\"", "\\", "hidden", "a.example", "protocol ", ":", "\u0000", "\u0085");
	}

	@Property
	void netrcFileIsReadOrRejected(@ForAll("files") String text) {
		try {
			Netrc netrc = Netrc.parse(text);
			assertThat(netrc.find(new HttpHost("a.example"))).isEqualTo(netrc.find(new HttpHost("A.EXAMPLE")));
		}
		catch (IllegalArgumentException ex) {
			assertThat(ex.getMessage()).startsWith("Line ").doesNotContain("hidden");
		}
	}

}
