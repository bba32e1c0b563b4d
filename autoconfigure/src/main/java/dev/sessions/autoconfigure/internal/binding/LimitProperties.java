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

import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * The {@code limits} block.
 *
 * @param maxResponseSize Largest body that is read into memory, after decoding.
 * @param maxHeaderCount Largest number of headers of a response.
 * @param maxLineLength Longest line of a response's head.
 */
record LimitProperties(@Nullable DataSize maxResponseSize, @Nullable Integer maxHeaderCount,
		@Nullable DataSize maxLineLength) {

}
