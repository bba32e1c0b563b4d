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

import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;

/**
 * A header of a signature, or the placeholder of a pending one. It carries the signature
 * of a request, including that of a copy of a signed request. {@code toString} omits the
 * value.
 *
 * @param signature the signature
 * @param name the name of the header
 * @param value the value
 */
record SignatureHeader(RequestSignature signature, String name, String value) implements Header {

	/**
	 * Create a header for a request that will be signed when it is sent.
	 * @param signature the signature
	 * @return the header, without a value
	 */
	static SignatureHeader pending(RequestSignature signature) {
		return new SignatureHeader(signature, HttpHeaders.AUTHORIZATION, "");
	}

	@Override
	public boolean isSensitive() {
		return true;
	}

	@Override
	public String getName() {
		return this.name;
	}

	@Override
	public String getValue() {
		return this.value;
	}

	@Override
	public String toString() {
		return this.name + ": ***";
	}

}
