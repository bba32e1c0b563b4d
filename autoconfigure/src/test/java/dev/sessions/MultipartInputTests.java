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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.sessions.internal.content.BodyWriter;
import dev.sessions.internal.content.MultipartBody;
import dev.sessions.testsupport.HostileText;
import dev.sessions.testsupport.ReceivedPart;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Verifies that a strict parser returns the original parts, whatever their names and
 * contents.
 */
class MultipartInputTests {

	private static final BodyWriter BODIES = new BodyWriter(
			HttpMessageConverters.forClient().registerDefaults().build());

	@Provide
	Arbitrary<String> names() {
		return HostileText.around(
				List.of("file", "my report.pdf", "r\u00e9sum\u00e9", "\u6771\u4eac.txt", "\ud83d\ude00", "a[0][b]",
						"\"; filename=\"evil", "a\\\"b"),
				"\"", "\\", ";", "=", "'", "*", "%", "%0D", "\r", "\n", "\r\n", "\0", "\t", "\u0001", " ", "--",
				"\u00fc", "\u0085", "\u2028", "\ud83d", "\ude00", "X-Evil: 1");
	}

	@Provide
	Arbitrary<byte[]> contents() {
		Arbitrary<byte[]> ofBytes = Arbitraries.bytes().array(byte[].class).ofMaxSize(60);
		Arbitrary<byte[]> ofText = HostileText
			.around(List.of("--b", "\r\n--b", "\r\n--b--\r\n", "--b\r\n"), "\r\n", "\r", "\n", "-", "--", "b", "\r\n--")
			.map((text) -> text.getBytes(StandardCharsets.UTF_8));
		return Arbitraries.oneOf(ofBytes, ofText);
	}

	@Provide
	Arbitrary<List<Part>> parts() {
		return Combinators.combine(names(), names().injectNull(0.3), contents())
			.as((name, filename, content) -> new Part(name, filename, octets(content)))
			.list()
			.ofMaxSize(4);
	}

	@Property
	void partsAreParsedUnchanged(@ForAll("parts") List<Part> parts) throws IOException {
		MultipartBody body = new MultipartBody(BODIES);
		for (Part part : parts) {
			if (!part.isLegal()) {
				assertThatIllegalArgumentException().isThrownBy(() -> part.addTo(body));
			}
			else {
				part.addTo(body);
			}
		}
		assertThat(read(body.entity(null)))
			.isEqualTo(parts.stream().filter(Part::isLegal).map(Part::received).toList());
	}

	@Property
	void textsAreParsedUnchanged(@ForAll("texts") String text) throws IOException {
		MultipartBody body = new MultipartBody(BODIES);
		body.add("t", text);
		if (text.contains("--b")) {
			assertThatIllegalArgumentException().isThrownBy(() -> write(body, "b")).withMessageContaining("boundary");
			return;
		}
		assertThat(ReceivedPart.parse("multipart/form-data; boundary=b", write(body, "b"))).singleElement()
			.satisfies((part) -> assertThat(part.body()).isEqualTo(text.getBytes(StandardCharsets.UTF_8)));
	}

	@Provide
	Arbitrary<String> texts() {
		return HostileText.around(List.of("text", "\r\n--", "--", "a\r\n"), "\r\n", "\r", "\n", "-", "--", "b",
				"\u20ac");
	}

	private static byte[] write(MultipartBody body, String boundary) throws IOException {
		return write(body.entity(MediaType.parseMediaType("multipart/form-data; boundary=" + boundary)));
	}

	private static byte[] write(HttpEntity entity) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		long length = entity.getContentLength();
		entity.writeTo(out);
		assertThat(length).isEqualTo(out.size());
		return out.toByteArray();
	}

	private static String octets(byte[] content) {
		return new String(content, StandardCharsets.ISO_8859_1);
	}

	private static List<Part> read(HttpEntity entity) throws IOException {
		return ReceivedPart.parse(entity.getContentType(), write(entity))
			.stream()
			.map((part) -> new Part(part.name(), part.filename(), octets(part.body())))
			.toList();
	}

	/**
	 * A part before it is written or after it was parsed.
	 *
	 * @param name its name
	 * @param filename the name of its file
	 * @param content its octets, one in each char
	 */
	record Part(String name, @Nullable String filename, String content) {

		boolean isLegal() {
			return isLegal(this.name) && this.name.indexOf('\r') < 0 && this.name.indexOf('\n') < 0
					&& (this.filename == null || isLegal(this.filename));
		}

		private static boolean isLegal(String text) {
			return text.indexOf('\0') < 0
					&& text.codePoints().noneMatch((c) -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
		}

		void addTo(MultipartBody body) {
			body.add(this.name, this.filename, HttpHeaders.EMPTY, this.content.getBytes(StandardCharsets.ISO_8859_1));
		}

		/**
		 * The expected part: an escape in the name is decoded, and bytes without a file
		 * name have the name of the part as their file name.
		 */
		Part received() {
			return new Part(unescape(this.name), unescape((this.filename != null) ? this.filename : this.name),
					this.content);
		}

		private static String unescape(String name) {
			return name.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n");
		}

	}

}
