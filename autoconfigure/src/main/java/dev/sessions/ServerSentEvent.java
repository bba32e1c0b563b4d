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

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * An event of a {@code text/event-stream} (HTML standard, section 9.2). Immutable.
 *
 * @param id the last id that the server sent, which the application sends as
 * {@code Last-Event-ID} when it reopens the stream, or {@code null} if the server sent
 * none
 * @param event the type, {@code message} if the server sent none
 * @param data the data, its lines separated by a line feed
 * @param retry the last reconnection time that the server sent, or {@code null} if it
 * sent none
 */
public record ServerSentEvent(@Nullable String id, String event, String data, @Nullable Duration retry) {

}
