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

package dev.sessions.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Injects the {@link MockSessionServer} of a session into a field of a test class. The
 * server is verified after each test and reset before the next one.
 *
 * <pre class="code">
 * &#64;SessionsTest(GitHubClient.class)
 * class GitHubClientTests {
 *
 *     &#64;Autowired
 *     GitHubClient client;
 *
 *     &#64;MockSession("github")
 *     MockSessionServer github;
 *
 *     &#64;Test
 *     void readsUser() {
 *         this.github.expect(requestTo("https://api.github.com/users/octocat"))
 *             .andRespond(withSuccess("{\"login\": \"octocat\"}", MediaType.APPLICATION_JSON));
 *         assertThat(this.client.user("octocat").login()).isEqualTo("octocat");
 *     }
 *
 * }
 * </pre>
 */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface MockSession {

	/**
	 * The name of the session. May be omitted if there is only one session.
	 * @return the name, in any form in which the session is found as a bean
	 */
	String value() default "";

}
