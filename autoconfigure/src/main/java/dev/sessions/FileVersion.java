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

import dev.sessions.internal.content.ContentRange;
import dev.sessions.internal.content.RangeValidator;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * The version of a file, as described by the response that contained it. A later response
 * that does not confirm this version belongs to another version. Immutable.
 *
 * @param total the length of the file in bytes, or -1 if it is unknown
 * @param validator the validator for {@code If-Range}, or {@code null} if the rest cannot
 * be requested
 * @param tag the entity tag, strong or weak
 * @param coding the content coding
 */
record FileVersion(long total, @Nullable RangeValidator validator, @Nullable String tag, String coding) {

	/**
	 * Return the version in a response.
	 * @param response a response that {@linkplain #bringsAll contains the whole file}
	 * @param length the length of its body in bytes, or -1 if it is unknown
	 * @return the version
	 */
	static FileVersion of(StreamedResponse response, long length) {
		HttpHeaders headers = response.headers();
		ContentRange range = ContentRange.of(headers);
		return new FileVersion((range != null) ? range.total() : length, RangeValidator.of(headers),
				headers.getFirst(HttpHeaders.ETAG), coding(headers));
	}

	/**
	 * Return whether a response contains the whole file. Some servers send the whole file
	 * with 206, others a part with 200.
	 * @param response the response
	 * @param length the length of its body in bytes, or -1 if it is unknown
	 * @return whether the response describes the whole file consistently
	 */
	static boolean bringsAll(StreamedResponse response, long length) {
		if (!response.status().is2xxSuccessful() || hasManyParts(response)) {
			return false;
		}
		if (response.status().value() != HttpStatus.PARTIAL_CONTENT.value()
				&& !response.headers().containsHeader(HttpHeaders.CONTENT_RANGE)) {
			return true;
		}
		ContentRange range = ContentRange.of(response.headers());
		return range != null && range.isWhole() && (length < 0 || length == range.total());
	}

	/**
	 * Return whether a response that should contain the whole file has the length of the
	 * rest, or the validator of this version with another length.
	 * @param response the response
	 * @param length the length of its body in bytes, or -1 if it is unknown
	 * @param offset the number of bytes received of this version
	 * @return whether the response contradicts this version
	 */
	boolean isContradictedBy(StreamedResponse response, long length, long offset) {
		if (this.total < 0 || length < 0 || length == this.total) {
			return false;
		}
		boolean same = this.validator != null && this.validator.equals(RangeValidator.of(response.headers()));
		return same || length == this.total - offset;
	}

	/**
	 * Return the part of this version that starts at the offset (RFC 9110, section
	 * 15.3.7).
	 * @param response a response with status 206
	 * @param offset the number of bytes received of this version
	 * @return the part, or {@code null} if the response contains another part or does not
	 * describe its part
	 */
	@Nullable ContentRange continuation(StreamedResponse response, long offset) {
		HttpHeaders headers = response.headers();
		ContentRange range = ContentRange.of(headers);
		if (range == null || range.first() != offset || hasManyParts(response) || !isSame(headers)) {
			return null;
		}
		long known = (this.total >= 0) ? this.total : range.total();
		boolean fits = known >= 0 && range.last() < known && (range.total() < 0 || range.total() == known);
		return fits ? range : null;
	}

	private boolean isSame(HttpHeaders headers) {
		String tag = headers.getFirst(HttpHeaders.ETAG);
		return this.validator != null && this.validator.allows(headers) && this.coding.equals(coding(headers))
				&& (tag == null || tag.equals(this.tag));
	}

	private static boolean hasManyParts(StreamedResponse response) {
		MediaType type = response.contentType();
		return type != null && type.getType().equals("multipart") && type.getSubtype().equals("byteranges");
	}

	private static String coding(HttpHeaders headers) {
		return String.join(",", headers.getOrEmpty(HttpHeaders.CONTENT_ENCODING));
	}

	/**
	 * Return the same version with the total length of a range, if the length was
	 * unknown.
	 */
	FileVersion withTotalOf(ContentRange range) {
		return (this.total >= 0) ? this : new FileVersion(range.total(), this.validator, this.tag, this.coding);
	}

	/**
	 * Return the same version without a validator, so that the whole file is requested
	 * next.
	 */
	FileVersion withoutValidator() {
		return new FileVersion(this.total, null, this.tag, this.coding);
	}

}
