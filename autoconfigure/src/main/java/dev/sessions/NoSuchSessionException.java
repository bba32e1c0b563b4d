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

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * Thrown when no session has the requested name.
 */
public class NoSuchSessionException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String name;

	private final ArrayList<String> known;

	/**
	 * Create an exception.
	 * @param name the requested name
	 * @param known the names of the existing sessions
	 */
	public NoSuchSessionException(String name, Collection<String> known) {
		super("No session is named '" + name + "'. "
				+ (known.isEmpty() ? "No session is configured." : "Known sessions: " + String.join(", ", known)));
		this.name = name;
		this.known = new ArrayList<>(known);
	}

	/**
	 * Return the requested name.
	 * @return the name
	 */
	public String getName() {
		return this.name;
	}

	/**
	 * Return the names of the existing sessions.
	 * @return an unmodifiable list
	 */
	public List<String> getKnownNames() {
		return Collections.unmodifiableList(this.known);
	}

}
