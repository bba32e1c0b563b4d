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

package dev.sessions.internal.challenge;

import java.util.List;
import java.util.Map;

/**
 * One challenge of a {@code WWW-Authenticate} or {@code Proxy-Authenticate} header (RFC
 * 9110, section 11.6.1). The credentials of an {@code Authorization} header have the same
 * form.
 *
 * @param scheme the scheme as sent
 * @param parameters the unquoted values by name in lower case; the first of several
 * values of one name
 */
record Challenge(String scheme, Map<String, String> parameters) {

	/**
	 * Parse the challenges of one header field.
	 * @param header the value of the field
	 * @return the valid challenges in order
	 */
	static List<Challenge> parse(String header) {
		return new ChallengeReader(header).read();
	}

}
