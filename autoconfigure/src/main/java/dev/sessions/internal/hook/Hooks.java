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

package dev.sessions.internal.hook;

import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * The hooks of a session, which must be thread-safe.
 *
 * @param request may change the headers of a request, or {@code null} if there is none
 * @param response receives a response and its request, without the headers that the
 * session added, or {@code null} if there is none
 */
public record Hooks(@Nullable Consumer<HttpRequest> request, @Nullable BiConsumer<HttpRequest, HttpResponse> response) {

	/**
	 * No hooks.
	 */
	public static final Hooks NONE = new Hooks(null, null);

}
