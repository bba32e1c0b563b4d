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
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Verifies that long header lines cost time in proportion to their length, whatever their
 * content.
 */
class HeaderCostRulesTests {

	private static final int LENGTH = 400_000;

	private static final Duration BOUND = Duration.ofMillis(500);

	private static final int ATTEMPTS = 10;

	private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final Session session = Session.builder("test")
		.baseUrl(this.server.url())
		.auth(Credentials.digest("user", "password"))
		.retry((retry) -> retry.withMaxAttempts(1))
		.limits((limits) -> limits.withMaxLineLength(DataSize.ofMegabytes(1)))
		.build();

	@ParameterizedTest(name = "{0}: {2}{3}...")
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			cpu-set-cookie-semicolons | Set-Cookie | a=b | ;
			cpu-set-cookie-attributes | Set-Cookie | a=b | ;a
			cpu-set-cookie-blanks     | Set-Cookie | a=b | `; `
			cpu-set-cookie-equals     | Set-Cookie | `` | =
			cpu-set-cookie-paths      | Set-Cookie | a=b | ; Path=/x
			cpu-set-cookie-dates      | Set-Cookie | a=b | ; Expires=Wed, 09 Nov 99 23:12:40 GMT
			cpu-set-cookie-date       | Set-Cookie | a=b; Expires= | ` 1`
			cpu-set-cookie-domains    | Set-Cookie | a=b | ; Domain=127.0.0.1
			cpu-set-cookie-domain     | Set-Cookie | a=b; Domain= | .a
			cpu-set-cookie-age        | Set-Cookie | a=b; Max-Age= | 0
			cpu-links                 | Link | `` | <a>;
			cpu-links-commas          | Link | `` | <a>,
			cpu-links-relations       | Link | `` | <a>;rel=x,
			cpu-links-unclosed        | Link | `` | `<a `
			cpu-links-unquoted        | Link | `` | <a>;rel="
			cpu-links-escapes         | Link | <a>; rel=" | \\"
			cpu-links-parameters      | Link | <a> | ;a
			cpu-connection            | Connection | `` | `keep-alive, `
			cpu-connection-commas     | Connection | `` | ,
			cpu-keep-alive            | Keep-Alive | `` | `timeout=5, `
			cpu-content-type          | Content-Type | text/plain | ;a=b
			cpu-content-type-ends     | Content-Type | text/plain | ;
			cpu-content-type-charset  | Content-Type | text/plain; charset= | a
			cpu-content-type-quoted   | Content-Type | text/plain; a=" | \\"
			cpu-content-encoding      | Content-Encoding | `` | `identity, `
			cpu-content-encoding-none | Content-Encoding | `` | ,
			cpu-transfer-encoding     | Transfer-Encoding | `` | `chunked, `
			cpu-retry-after           | Retry-After | `` | 1
			cpu-retry-after-date      | Retry-After | Wed, | ` 1`
			cpu-content-range         | Content-Range | bytes | ` 1`
			cpu-content-disposition   | Content-Disposition | attachment | ;filename=a
			cpu-challenge             | WWW-Authenticate | `` | `Digest `
			cpu-challenge-commas      | WWW-Authenticate | `` | ,
			cpu-challenge-parameters  | WWW-Authenticate | `Digest ` | a=b,
			cpu-challenge-escapes     | WWW-Authenticate | Digest realm=" | \\"
			cpu-challenge-qops        | WWW-Authenticate | Digest realm="r", nonce="n", qop=" | a,
			cpu-challenge-schemes     | WWW-Authenticate | `` | `Negotiate, `
			cpu-location-up           | Location | / | ../
			cpu-location-down-and-up  | Location | /a/b/ | c/../d/../
			cpu-location-here         | Location | / | ./
			cpu-location-illegal      | Location | /? | `{"}`
			cpu-location-fragment     | Location | /?a# | #
			""")
	void isLinear(String id, String header, String start, String part) {
		Reply reply = Reply.status(status(header)).header(header, start + part.repeat(LENGTH / part.length()));
		String body = header.equals("Transfer-Encoding") ? "2\r\n{}\r\n0\r\n\r\n" : "{}";
		this.server.on("/x", reply.body(body)).otherwise(Reply.ok("{}"));
		for (int i = 0; i < 2; i++) {
			assertThat(cheapest()).as(id).isLessThan(BOUND);
		}
	}

	private static int status(String header) {
		return switch (header) {
			case "Location" -> 302;
			case "WWW-Authenticate" -> 401;
			case "Retry-After" -> 503;
			default -> 200;
		};
	}

	/**
	 * The cost of a call with all accesses to its response. On a busy machine the first
	 * calls run interpreted, so the best of several attempts counts.
	 */
	private Duration cheapest() {
		Duration cheapest = cost();
		for (int i = 1; i < ATTEMPTS && cheapest.compareTo(BOUND) >= 0; i++) {
			Duration next = cost();
			cheapest = (next.compareTo(cheapest) < 0) ? next : cheapest;
		}
		return cheapest;
	}

	private Duration cost() {
		long start = THREADS.getCurrentThreadCpuTime();
		Throwable thrown = catchThrowable(() -> read(this.session.get("/x")));
		Duration cost = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start);
		assertThat(thrown).satisfiesAnyOf((error) -> assertThat(error).isNull(),
				(error) -> assertThat(error).isInstanceOf(SessionException.class));
		return cost;
	}

	private static void read(Response response) {
		List<@Nullable Object> all = Arrays.asList(response.cookies(), response.links(), response.headers(),
				response.contentType(), response.text());
		assertThat(all).hasSize(5);
	}

}
