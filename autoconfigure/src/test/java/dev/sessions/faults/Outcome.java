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

package dev.sessions.faults;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import dev.sessions.SessionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * The outcome for a caller.
 */
sealed interface Outcome {

	/**
	 * Make a call and compare its outcome.
	 * @param call the call
	 * @param attempts the number of attempts that an exception has to report
	 */
	void of(Way.Call call, int attempts);

	/**
	 * The text on the page.
	 */
	String text();

	static Outcome failure(Class<? extends SessionException> type, String message) {
		return new Failure(type, message);
	}

	static Outcome response(int status, String body) {
		return new Response(status, body);
	}

	/**
	 * An exception.
	 *
	 * @param type its type
	 * @param message a part of its message
	 */
	record Failure(Class<? extends SessionException> type, String message) implements Outcome {

		private static final Pattern LIMIT_OF_HEAD = Pattern.compile("limits\\.max-(header-count|line-length)");

		@Override
		public void of(Way.Call call, int attempts) {
			Throwable thrown = catchThrowable(call::make);
			assertThat(thrown).isExactlyInstanceOf(this.type)
				.hasMessageContaining(this.message)
				.hasMessageMatching("Session 'test': (GET|POST) http\\S+ failed: .* \\(" + attempts
						+ ((attempts == 1) ? " attempt" : " attempts") + ", \\d+ ms\\)");
			assertThat(limitsOfHead(String.valueOf(thrown.getMessage()))).isEqualTo(limitsOfHead(this.message));
			assertThat(this.type.cast(thrown).attempts()).isEqualTo(attempts);
		}

		/**
		 * A message must not name a limit that was not exceeded.
		 */
		private static List<String> limitsOfHead(String message) {
			return LIMIT_OF_HEAD.matcher(message).results().map(MatchResult::group).toList();
		}

		@Override
		public String text() {
			String name = "`" + this.type.getSimpleName() + "`";
			boolean plain = this.type.equals(SessionException.class) && !this.message.isEmpty();
			return plain ? name + " (\"" + this.message + "\")" : name;
		}

	}

	/**
	 * A response.
	 *
	 * @param status its status
	 * @param body its body
	 */
	record Response(int status, String body) implements Outcome {

		@Override
		public void of(Way.Call call, int attempts) {
			Way.Result result = call.make();
			assertThat(result.status()).isEqualTo(this.status);
			assertThat(result.body()).isEqualTo(this.body);
		}

		@Override
		public String text() {
			return String.valueOf(this.status);
		}

	}

}
