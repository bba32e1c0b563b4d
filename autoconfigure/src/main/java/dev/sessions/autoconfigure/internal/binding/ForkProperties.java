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

package dev.sessions.autoconfigure.internal.binding;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The {@code forks} block.
 *
 * @param maxCount Largest number of forks that are kept by their keys. The least recently
 * used ones are dropped first, those in use never.
 * @param maxIdle Time after its last use for which a fork is kept by its key.
 * @param by Whose fork each call of the session uses. With user, that of the current
 * user, named by Spring Security or a ForkKeyResolver bean.
 */
record ForkProperties(@Nullable Integer maxCount, @Nullable Duration maxIdle, @Nullable ForkBy by) {

}
