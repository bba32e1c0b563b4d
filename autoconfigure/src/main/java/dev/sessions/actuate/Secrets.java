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

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What must not be told. When in doubt, a value is masked.
 */
final class Secrets {

	/**
	 * As Spring Boot's endpoints write it.
	 */
	static final String MASK = "******";

	/**
	 * Headers that RFC 9110 and the like define, and that hold no secret. Of any other,
	 * and of a query parameter, nobody knows but the application.
	 */
	private static final Set<String> HARMLESS = Set.of("accept", "accept-charset", "accept-encoding", "accept-language",
			"cache-control", "content-language", "content-type", "user-agent");

	private static final Pattern QUERY = Pattern.compile("\\?\\S*");

	private static final Pattern USER_INFO = Pattern.compile("(?<=//)[^/?#\\s]*@");

	private Secrets() {
	}

	/**
	 * The value of a header that is sent with each request.
	 * @param name its name
	 * @param value its value
	 * @return the value, or a mask
	 */
	static String maskHeader(String name, String value) {
		return HARMLESS.contains(name.toLowerCase(Locale.ROOT)) ? withoutUrlSecrets(value) : MASK;
	}

	/**
	 * A text without the user names, passwords and queries of URLs in it.
	 */
	static String withoutUrlSecrets(String text) {
		return QUERY.matcher(withoutUserInfo(text)).replaceAll("?" + MASK);
	}

	/**
	 * A text without the user names and passwords of URLs in it.
	 */
	static String withoutUserInfo(String text) {
		return USER_INFO.matcher(text).replaceAll("");
	}

}
