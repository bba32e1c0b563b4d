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

/**
 * Customizes configured sessions when they are built. Beans of this type are called in
 * bean order, for each session, after its configuration was applied. A session is built
 * when its bean is created, usually while the application starts.
 */
@FunctionalInterface
public interface SessionCustomizer {

	/**
	 * Customize a session. An exception fails the creation of the bean.
	 * @param name the name of the session
	 * @param builder the builder of the session, with its configuration applied
	 */
	void customize(String name, SessionBuilder builder);

}
