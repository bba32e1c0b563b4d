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

import java.util.function.Function;

import dev.sessions.settings.ProxySettings;
import org.jspecify.annotations.Nullable;

/**
 * Maps the {@code proxy} block to settings. No message contains a secret.
 *
 * @param path the path of the keys of a session or mount
 * @param variables looks up environment variables such as {@code HTTP_PROXY}
 */
record ProxyMapper(KeyPath path, Function<String, @Nullable String> variables) {

	private static final String CURE = "Correct the value, or remove the key.";

	ProxySettings map(@Nullable ProxyProperties properties, ProxySettings base) {
		if (properties == null) {
			return base;
		}
		ProxySettings settings = this.path.set(base, "proxy.url",
				"Write a URL such as http://proxy.example.org:3128; its user name and password "
						+ "belong in proxy.username and proxy.password.",
				properties.url(), ProxySettings::withUrl);
		settings = withCredentials(settings, properties);
		settings = this.path.set(settings, "proxy.no-proxy", CURE, properties.noProxy(), ProxySettings::withNoProxy);
		return this.path.set(settings, "proxy.from-environment",
				"Correct the variable, or set proxy.url, which takes precedence.",
				Boolean.TRUE.equals(properties.fromEnvironment()) ? this.variables : null,
				ProxySettings::withEnvironment);
	}

	private ProxySettings withCredentials(ProxySettings settings, ProxyProperties properties) {
		String username = properties.username();
		String password = properties.password();
		if (username == null && password == null) {
			return settings;
		}
		if (username == null) {
			throw this.path.invalid("proxy.password", "is set without proxy.username", "Set both, or neither.");
		}
		if (password == null) {
			throw this.path.invalid("proxy.username", "is set without proxy.password", "Set both, or neither.");
		}
		if (username.isBlank()) {
			throw this.path.invalid("proxy.username", "is empty", "Give it a value.");
		}
		if (settings.http() == null && !Boolean.TRUE.equals(properties.fromEnvironment())) {
			throw this.path.invalid("proxy.username", "is set, but there is no proxy",
					"Set proxy.url or proxy.from-environment, too.");
		}
		return this.path.set(settings, "proxy.username", CURE, username,
				(target, name) -> target.withCredentials(name, password));
	}

}
