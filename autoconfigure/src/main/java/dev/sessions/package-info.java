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

/**
 * Named HTTP sessions, each with its own base URL, cookies, credentials, connections and
 * policies.
 *
 * <p>
 * <strong>Plain Java:</strong> {@link dev.sessions.Session#builder(String)} returns a
 * {@link dev.sessions.SessionBuilder}, whose {@code build()} creates a
 * {@link dev.sessions.Session}; the application closes it. A
 * {@link dev.sessions.RequestSpec} describes a request, a {@link dev.sessions.Response}
 * or {@link dev.sessions.StreamedResponse} is its result, and a
 * {@link dev.sessions.SessionException} its failure. {@link dev.sessions.Credentials} and
 * {@link dev.sessions.Cookies} belong to a session. The settings that the builder takes
 * are in {@code dev.sessions.settings}.
 *
 * <p>
 * <strong>Spring Boot:</strong> each name below {@code sessions} in the configuration is
 * a {@link dev.sessions.Session} bean, which Spring closes: {@code my-api} is the bean
 * {@code myApi}, with {@code my-api} as an alias. {@link dev.sessions.Sessions} is the
 * registry of all of them. Beans of the types {@link dev.sessions.SessionCustomizer},
 * {@link dev.sessions.RequestHook}, {@link dev.sessions.ResponseHook},
 * {@link dev.sessions.RetryListener} and {@link dev.sessions.Credentials} adapt the
 * configured sessions.
 *
 * <p>
 * Public types of this package are the API. Types of {@code dev.sessions.internal} may
 * change in any release.
 */
@NullMarked
package dev.sessions;

import org.jspecify.annotations.NullMarked;
