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

package dev.sessions;

import java.net.URI;
import java.util.List;
import java.util.Map;

import dev.sessions.testsupport.HostileText;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of arbitrary values of {@code Link}.
 */
class LinkHeaderInputTests {

	private static final URI BASE = URI.create("https://api.example.com/v1/items?page=1");

	@Provide
	Arbitrary<String> fields() {
		return HostileText.around(
				List.of("<https://api.example.com/v1/items?page=2>; rel=\"next\", </last>; rel=last",
						"<?page=2>; rel=\"next prefetch\"; title=\"a, \\\"b\\\"; c\"", "<>; rel=self",
						"<//other.example/x>;rel=next;anchor=\"#a\"", "< a b \u00e4 >; rel = next ; hreflang=de"),
				"<", ">", ";", ",", "=", "\"", "\\", " ", "\t", "\r\n", "rel", "rel=next", "rel=\"\"", "anchor",
				"title*", "http:", "https://", "//", "/", "..", "?", "#", "%", "%2", "%zz", ":", "@", "[", "]", "[::1]",
				"mailto:a@b", "data:,x", "C:\\\\", "\u00e4", "\u0085", "'", "rel='next'", "|", "{x}", "my_host");
	}

	@Property
	void eachLinkLeadsSomewhere(@ForAll("fields") String first, @ForAll("fields") String second) {
		Map<String, Link> links = LinkHeader.parse(List.of(first, second), BASE);
		links.forEach((relation, link) -> {
			assertThat(relation).isNotEmpty().doesNotContain(" ", "\t");
			assertThat(link.relation()).isEqualTo(relation);
			assertThat(link.uri().isAbsolute()).isTrue();
			assertThat(link.uri().toASCIIString()).isEqualTo(link.uri().toString());
			assertThat(URI.create(link.uri().toString())).isEqualTo(link.uri());
			assertThat(link.parameters()).containsKey("rel").doesNotContainKey("anchor");
		});
	}

}
