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

package dev.sessions.log;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The beginning of an XML text, without the content of elements, and the values of
 * attributes, whose name says that they are secrets.
 */
final class MaskedXml {

	private static final Pattern START_TAG = Pattern.compile("<(?:[\\w.-]++:)?+([\\w.-]++)[^>]*+(?<!/)>");

	private MaskedXml() {
	}

	static String of(String text) {
		StringBuilder masked = new StringBuilder();
		Matcher tags = START_TAG.matcher(text);
		int at = 0;
		while (at < text.length() && tags.find(at)) {
			String name = tags.group(1);
			masked.append(text, at, tags.end());
			at = tags.end();
			if (SecretNames.contains(name)) {
				masked.append(Marks.of(name));
				Matcher end = Pattern.compile("</([\\w.-]+:)?" + Pattern.quote(name)).matcher(text);
				at = end.find(at) ? end.start() : text.length();
			}
		}
		return MaskedText.of(masked.append(text, at, text.length()).toString());
	}

}
