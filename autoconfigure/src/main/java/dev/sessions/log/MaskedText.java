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
 * Free text without what looks like a secret: the value that follows a secret's name,
 * what follows the name of a scheme of credentials, the user info of a URL, a JSON Web
 * Token.
 */
final class MaskedText {

	private static final Pattern SCHEME = Pattern
		.compile("(?i)\\b(Basic|Bearer|Digest|Negotiate|NTLM|Token)([ \\t]+)[^\\s\"'<>]+");

	private static final Pattern JSON_WEB_TOKEN = Pattern.compile("\\beyJ[\\w-]{8,}(\\.[\\w-]*)*");

	private static final Pattern USER_INFO = Pattern.compile("://[^/\\s@\"'<>]*@");

	private static final Pattern ASSIGNMENT = Pattern
		.compile("([\\w.\\-\\[\\]%]++)(\\\\*+[\"']?+\\s*+[=:]\\s*+)(\\\\*+\"[^\"]*+|\\\\*+'[^']*+|[^\\s&\"'<>]++)");

	private MaskedText() {
	}

	static String of(String text) {
		String masked = SCHEME.matcher(text).replaceAll((match) -> replacement(match.group(1), match.group(2)));
		masked = JSON_WEB_TOKEN.matcher(masked).replaceAll((match) -> replacement("", Marks.of("token")));
		masked = USER_INFO.matcher(masked).replaceAll((match) -> replacement("://", Marks.of("user_info") + "@"));
		return ASSIGNMENT.matcher(masked)
			.replaceAll((match) -> Matcher.quoteReplacement(SecretNames.contains(match.group(1))
					? match.group(1) + match.group(2) + quote(match.group(3)) + Marks.of(match.group(1))
					: match.group()));
	}

	private static String replacement(String kept, String added) {
		String value = added.isBlank() ? added + Marks.of(kept) : added;
		return Matcher.quoteReplacement(kept + value);
	}

	private static String quote(String value) {
		int quote = Math.max(value.indexOf('"'), value.indexOf('\''));
		boolean quoted = quote >= 0 && value.substring(0, quote).chars().allMatch((c) -> c == '\\');
		return quoted ? value.substring(0, quote + 1) : "";
	}

}
