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

import java.net.URI;
import java.util.Map;

/**
 * A link of a {@code Link} header (RFC 8288). Immutable.
 *
 * @param uri the absolute target in ASCII, without user info; a relative target is
 * resolved against the URI of the response
 * @param relation the relation type in lower case, such as {@code next}
 * @param parameters all parameters by their names in lower case, including {@code rel};
 * of several with the same name the first
 */
public record Link(URI uri, String relation, Map<String, String> parameters) {

	public Link {
		parameters = Map.copyOf(parameters);
	}

}
