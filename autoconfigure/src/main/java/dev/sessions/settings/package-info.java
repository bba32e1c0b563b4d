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
 * The settings of a session: immutable records, each with {@code defaults()} and a
 * {@code with} method for each component.
 *
 * <p>
 * <strong>Plain Java:</strong> the methods of {@code SessionBuilder} take a function from
 * the current settings to the new ones, as in
 * {@code builder.timeout((timeout) -> timeout.withRead(Duration.ofSeconds(5)))}.
 * {@link dev.sessions.settings.TransportSettings} holds all records of a session or
 * mount: {@link dev.sessions.settings.PoolSettings},
 * {@link dev.sessions.settings.TimeoutSettings},
 * {@link dev.sessions.settings.RetrySettings} and so on.
 *
 * <p>
 * <strong>Spring Boot:</strong> these records need not be used. The keys below
 * {@code sessions.<name>} are mapped to them, one record per block of keys: the key
 * {@code timeout.read} becomes {@code TimeoutSettings.read}. A {@code SessionCustomizer}
 * bean may change them in code.
 */
@NullMarked
package dev.sessions.settings;

import org.jspecify.annotations.NullMarked;
