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

package dev.sessions.sample.cluster;

import org.jspecify.annotations.Nullable;

/**
 * The state of the login at the partner, as seen by one instance.
 *
 * @param instance the URL of the instance
 * @param login the login that the partner recognizes for this instance, or {@code null}
 * if there is none
 * @param failure the reason why the partner could not be asked, or {@code null} if it
 * responded
 */
record ClusterState(String instance, @Nullable Login login, @Nullable String failure) {

	/**
	 * A login at the partner.
	 *
	 * @param user the name of the user
	 * @param through the URL of the instance that logged in
	 */
	record Login(String user, String through) {

	}

}
