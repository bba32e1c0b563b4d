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

package dev.sessions.internal.spring;

import java.util.List;
import java.util.Map;

import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link WireHeaders}.
 */
class WireHeadersTests {

	private final HttpHeaders headers = headers();

	private static HttpHeaders headers() {
		BasicClassicHttpResponse response = new BasicClassicHttpResponse(200);
		response.addHeader("Content-Type", "application/json");
		response.addHeader("Set-Cookie", "a=1");
		response.addHeader("X-None", null);
		response.addHeader("set-cookie", "b=2");
		return HttpHeadersMapping.fromWire(response);
	}

	@Test
	void looksUpWithoutRegardToCase() {
		assertThat(this.headers.getContentType()).isEqualTo(MediaType.APPLICATION_JSON);
		assertThat(this.headers.getFirst("SET-COOKIE")).isEqualTo("a=1");
		assertThat(this.headers.get("SET-cookie")).containsExactly("a=1", "b=2");
		assertThat(this.headers.containsHeader("SET-cookie")).isTrue();
	}

	@Test
	void missingHeaderIsNull() {
		assertThat(this.headers.getFirst("Date")).isNull();
		assertThat(this.headers.get("Date")).isNull();
		assertThat(this.headers.containsHeader("Date")).isFalse();
	}

	@Test
	void listsEachNameOnceInOrder() {
		assertThat(this.headers.headerNames()).containsExactly("Content-Type", "Set-Cookie", "X-None");
		assertThat(this.headers.size()).isEqualTo(3);
		assertThat(this.headers.toSingleValueMap()).containsEntry("Set-Cookie", "a=1").hasSize(3);
	}

	@Test
	void equalsACopy() {
		HttpHeaders copy = HttpHeaders.copyOf(this.headers);
		assertThat(copy).isEqualTo(this.headers).hasToString(this.headers.toString());
		assertThat(this.headers).isEqualTo(copy);
	}

	@Test
	void missingValueIsEmpty() {
		assertThat(this.headers.get("X-None")).containsExactly("");
		assertThat(this.headers.getFirst("X-None")).isEmpty();
	}

	@Test
	void cannotBeChanged() {
		WireHeaders wire = new WireHeaders(new BasicClassicHttpResponse(200));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> wire.add("a", "b"));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> wire.set("a", "b"));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> wire.put("a", List.of("b")));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> wire.setAll(Map.of("a", "b")));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> this.headers.add("a", "b"));
	}

}
