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

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.sessions.internal.hook.Hooks;

/**
 * Collects the hooks of a session, in the order in which they are called.
 */
final class HookList {

	private final List<RequestHook> request = new ArrayList<>();

	private final List<ResponseHook> response = new ArrayList<>();

	void onRequest(RequestHook hook) {
		this.request.add(Objects.requireNonNull(hook, "hook"));
	}

	void onResponse(ResponseHook hook) {
		this.response.add(Objects.requireNonNull(hook, "hook"));
	}

	/**
	 * Return the hooks for the chain. A chain without hooks has no handler for them.
	 * @param session the name of the session
	 * @return the hooks so far
	 */
	Hooks of(String session) {
		List<RequestHook> requestHooks = List.copyOf(this.request);
		List<ResponseHook> responseHooks = List.copyOf(this.response);
		return new Hooks(requestHooks.isEmpty() ? null : (request) -> {
			DefaultHookedRequest hooked = new DefaultHookedRequest(session, request);
			requestHooks.forEach((hook) -> hook.onRequest(hooked));
			hooked.writeHeaders();
		}, responseHooks.isEmpty() ? null : (request, response) -> {
			DefaultHookedResponse hooked = new DefaultHookedResponse(session, request, response);
			responseHooks.forEach((hook) -> hook.onResponse(hooked));
		});
	}

}
