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

package dev.sessions.transport;

import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.message.BasicLineParser;
import org.apache.hc.core5.util.CharArrayBuffer;

/**
 * Reads a header line of the plain form that nearly all have without taking it to pieces
 * first. Any other is left to HttpCore, which reads or refuses it.
 */
final class HeaderLineParser extends BasicLineParser {

	@Override
	public Header parseHeader(CharArrayBuffer line) throws ParseException {
		int colon = line.indexOf(':');
		for (int i = 0; i < colon; i++) {
			if (!isNameChar(line.charAt(i))) {
				return super.parseHeader(line);
			}
		}
		if (colon < 1) {
			return super.parseHeader(line);
		}
		return new BasicHeader(line.substring(0, colon), line.substringTrimmed(colon + 1, line.length()));
	}

	private static boolean isNameChar(char c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
	}

}
