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
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;

/**
 * Keeps every session of a test's application context from the network. A request of a
 * session is answered by its {@link MockSessionServer} or its {@link Cassette}; a request
 * that has no answer fails with an {@link AssertionError}. This includes forks, mounts,
 * redirects, token requests, health checks and the warm-up of connections, with any of
 * the session's clients. All other policies of the session are in effect.
 * <p>
 * {@link SessionsTest} includes this annotation, and {@link MockSession} and
 * {@link Cassette} imply it.
 *
 * @see MockSession
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ImportAutoConfiguration
public @interface AutoConfigureMockSessions {

}
