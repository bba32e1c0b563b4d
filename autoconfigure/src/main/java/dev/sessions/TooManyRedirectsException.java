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
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a server redirects in a loop, or more often than {@code redirects.max}.
 */
public class TooManyRedirectsException extends SessionException {

	private static final long serialVersionUID = 1L;

	private final ArrayList<Redirect> history;

	/**
	 * Create an exception.
	 * @param reason the reason of the failure
	 * @param call the call that failed
	 * @param history the redirects that were followed, in order
	 * @param cause the cause, if any
	 */
	public TooManyRedirectsException(String reason, FailedCall call, List<Redirect> history,
			@Nullable Throwable cause) {
		super(reason, call, cause);
		this.history = new ArrayList<>(history);
	}

	/**
	 * Return the redirects that were followed, in order.
	 * @return an unmodifiable list
	 */
	public List<Redirect> history() {
		return Collections.unmodifiableList(this.history);
	}

}
