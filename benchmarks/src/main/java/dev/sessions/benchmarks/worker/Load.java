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

package dev.sessions.benchmarks.worker;

import java.io.IOException;
import java.time.Duration;

/**
 * Makes calls, one after the other or many at once.
 */
public interface Load {

	/**
	 * Make calls until there were enough of them or the time is over.
	 * @param calls how many are enough
	 * @param time how long at most
	 * @return what was seen
	 * @throws IOException if a call fails
	 */
	Sample run(long calls, Duration time) throws IOException;

}
