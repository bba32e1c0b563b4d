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

package dev.sessions.actuate;

import java.util.regex.Pattern;

import dev.sessions.autoconfigure.internal.binding.KeyTable;
import dev.sessions.internal.text.PlainText;
import dev.sessions.internal.text.SecretText;
import dev.sessions.internal.text.ShownHeaders;

/**
 * Masks secrets in values that the endpoint shows. When in doubt, a value is masked.
 */
final class SecretMasking {

	/**
	 * The mask of Spring Boot's endpoints.
	 */
	static final String MASK = KeyTable.MASK;

	private static final Pattern QUERY = Pattern.compile("\\?\\S*");

	private static final Pattern USER_INFO = Pattern.compile("(?<=//)[^/?#\\s]*@");

	private SecretMasking() {
	}

	/**
	 * Mask the value of a default header, unless it is known to be harmless.
	 * @param name the name of the header
	 * @param value the value
	 * @return the value, or the mask
	 */
	static String maskHeader(String name, String value) {
		boolean shown = ShownHeaders.contains(name) && !SecretText.contains(value);
		return shown ? withoutUrlSecrets(PlainText.of(value)) : MASK;
	}

	/**
	 * Remove user names and passwords from URLs in a text, and mask their queries.
	 */
	static String withoutUrlSecrets(String text) {
		return QUERY.matcher(withoutUserInfo(text)).replaceAll("?" + MASK);
	}

	/**
	 * Remove user names and passwords from URLs in a text.
	 */
	static String withoutUserInfo(String text) {
		return USER_INFO.matcher(text).replaceAll("");
	}

}
