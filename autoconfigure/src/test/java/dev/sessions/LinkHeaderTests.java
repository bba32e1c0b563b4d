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

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of links by RFC 8288.
 */
class LinkHeaderTests {

	private static final URI BASE = URI.create("http://example.com/v2/items?page=1");

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', nullValues = "none", value = {
			// section 3
			"<http://example.com/a>; rel=next                       | next=http://example.com/a",
			"<http://example.com/a>; rel=\"next\"                   | next=http://example.com/a",
			"<http://example.com/a>;rel=next;title=x                | next=http://example.com/a",
			"  <http://example.com/a>  ;  REL = \"Next\"            | next=http://example.com/a",
			"<a>; rel=next, <b>; rel=prev                           | next=http://example.com/v2/a prev=http://example.com/v2/b",
			",, <a>; rel=next,,<b>; rel=prev,                       | next=http://example.com/v2/a prev=http://example.com/v2/b",
			// section 3.1: relative to the URI of the response (RFC 3986, section 5)
			"</a>; rel=next                                         | next=http://example.com/a",
			"<?page=2>; rel=next                                    | next=http://example.com/v2/items?page=2",
			"<//other.com/a>; rel=next                              | next=http://other.com/a",
			"<../a>; rel=next                                       | next=http://example.com/a",
			"<>; rel=self                                           | self=http://example.com/v2/items?page=1",
			// section 3.3
			"<a>; rel=\"next last\"                                 | last=http://example.com/v2/a next=http://example.com/v2/a",
			"<a>; rel=next; rel=prev                                | next=http://example.com/v2/a",
			"<a>; rel=next, <b>; rel=next                           | next=http://example.com/v2/a",
			"<a>; rel=\"http://example.net/rel\"                    | http://example.net/rel=http://example.com/v2/a",
			// commas and semicolons without a meaning
			"<a?x=1,2;3>; rel=next                                  | next=http://example.com/v2/a?x=1,2;3",
			"<a>; title=\"a, <b>; rel=prev\"; rel=next              | next=http://example.com/v2/a",
			"<a>; title=\"say \\\"hi\\\", then\"; rel=next          | next=http://example.com/v2/a",
			"<a>; flag; rel=next                                    | next=http://example.com/v2/a",
			// real values of servers
			"<a b>; rel=next                                        | next=http://example.com/v2/a%20b",
			"<a[1]^{x}#f^>; rel=next                                | next=http://example.com/v2/a%5B1%5D%5E%7Bx%7D#f%5E",
			"<http://[::1]/{x}>; rel=next                           | next=http://[::1]/%7Bx%7D",
			"<http://my_host/100%>; rel=next                        | next=http://my_host/100%25",
			"<http://me:pw@example.com/>; rel=next                  | next=http://example.com/",
			"<mailto:a@example.com>; rel=author                     | author=mailto:a@example.com",
			// bytes of UTF-8, and one of ISO-8859-1
			"<\u00c3\u00a4\u00e4>; rel=next                          | next=http://example.com/v2/%C3%A4%E4",
			"<\u00c3\u00a4>; rel=next                               | next=http://example.com/v2/%C3%A4",
			// examples of requests
			"<a>; rel='next'                                        | next=http://example.com/v2/a",
			"<a>; rel = 'next last' ; x=y                           | last=http://example.com/v2/a next=http://example.com/v2/a",
			"<a>; title='a, <c>; rel=prev'; rel='next'              | next=http://example.com/v2/a",
			"<a>; rel='next', <b>; rel='prev'                       | next=http://example.com/v2/a prev=http://example.com/v2/b",
			"<a>; title='; rel=next                                 | next=http://example.com/v2/a",
			"<a>; title=it's; rel=next                              | next=http://example.com/v2/a",
			"<a>; title='a'b; rel=next                              | next=http://example.com/v2/a",
			"<a>; rel='next                                         | 'next=http://example.com/v2/a" })
	void reads(String field, String links) {
		assertThat(links(field)).isEqualTo(links);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", ",", ";", "<", ">", "<>", "<a", "a>; rel=next", "http://example.com; rel=next",
			"<a>", "<a>; title=x", "<a>; rel", "<a>; rel=", "<a>; rel=\"\"", "<a>; rev=next",
			"<a>; rel=next; anchor=\"/elsewhere\"", "\"<a>; rel=next\"", "<a>, rel=next", "<a>; rel=\"" })
	void omitsInvalidLinks(String field) {
		assertThat(links(field)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "<a>; rel=next, garbage", "<a>; rel=\"next", "<a>; rel=next; title=\"open",
			"<a>; rel=next; =x; ;;", "<a>; rel=next, <b" })
	void readsLinksBeforeGarbage(String field) {
		assertThat(links(field)).isEqualTo("next=http://example.com/v2/a");
	}

	@Test
	void readsAllFields() {
		Map<String, Link> links = LinkHeader.parse(List.of("<a>; rel=next", "garbage", "<b>; rel=prev"), BASE);
		assertThat(links).containsOnlyKeys("next", "prev");
	}

	@Test
	void returnsParameters() {
		Link link = LinkHeader.parse(List.of("<a>; rel=next; Title=\"A, b\"; title=other; hreflang=de; flag"), BASE)
			.get("next");
		assertThat(link.relation()).isEqualTo("next");
		assertThat(link.parameters()).isEqualTo(Map.of("rel", "next", "title", "A, b", "hreflang", "de", "flag", ""));
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '\u00a6', quoteCharacter = '~', value = {
			"link-single-quotes \u00a6 <https://h/a>; rel='next' \u00a6 next=https://h/a",
			"link-quoted-commas \u00a6 <https://h/a?ids=1,2;3>; title=\"a, b; c=\\\"d\\\"\"; rel=\"next\", <https://h/z>;rel=last"
					+ " \u00a6 last=https://h/z next=https://h/a?ids=1,2;3",
			"link-illegal-encoded \u00a6 , ,< https://h/a?q={x}|y z >;; rel=next; rel=last"
					+ " \u00a6 next=https://h/a?q=%7Bx%7D%7Cy%20z" })
	void readsAsPeersDo(String row, String field, String links) {
		assertThat(links(field)).as(row).isEqualTo(links);
	}

	private static String links(String field) {
		return LinkHeader.parse(List.of(field), BASE)
			.values()
			.stream()
			.map((link) -> link.relation() + "=" + link.uri())
			.sorted()
			.collect(Collectors.joining(" "));
	}

	@Test
	void longBaseIsNotMultiplied() {
		URI base = URI.create("https://h/" + "a/".repeat(8000));
		StringBuilder field = new StringBuilder("<first>; rel=first");
		List<String> fields = new ArrayList<>();
		for (int i = 0; i < 200_000; i++) {
			field.append(", <b>;rel=next, <c>;rel=r").append(i);
			if (field.length() > 16_000) {
				fields.add(field.toString());
				field.setLength(0);
				field.append("<d>;rel=last");
			}
		}
		long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
		Map<String, Link> links = LinkHeader.parse(fields, base);
		long cost = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
		assertThat(links).hasSize(256).containsKeys("first", "next", "r0");
		assertThat(Duration.ofNanos(cost)).isLessThan(Duration.ofSeconds(5));
	}

}
