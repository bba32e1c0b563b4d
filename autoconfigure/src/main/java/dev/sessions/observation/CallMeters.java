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

package dev.sessions.observation;

import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/**
 * The meters of the calls with the same key values.
 *
 * @param generation the generation of the registry's meters that these belong to
 * @param timer the timer of completed calls, or {@code null} before the first one
 * @param active the timer of the running calls, or {@code null} if running calls are not
 * counted
 */
record CallMeters(Object generation, @Nullable Timer timer, @Nullable LongTaskTimer active) {

}
