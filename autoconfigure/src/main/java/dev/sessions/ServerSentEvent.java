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
 * An event of a {@code text/event-stream} (HTML standard, section 9.2).
 *
 * @param id the last id that the server named, to be sent as {@code Last-Event-ID} when
 * the stream is opened anew, or {@code null} if it named none
 * @param event the type, {@code message} if the server named none
 * @param data the data, its lines parted by a line feed
 * @param retry how long the server last asked to wait before the stream is opened anew,
 * or {@code null} if it did not
 */
public record ServerSentEvent(@Nullable String id, String event, String data, @Nullable Duration retry) {

}
