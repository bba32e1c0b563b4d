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

import dev.sessions.settings.SslSettings;
import org.jspecify.annotations.Nullable;

/**
 * Maps the {@code ssl} block to settings, except the content of the bundle, which is
 * available only after the beans were created.
 *
 * @param path the path of the keys of a session or mount
 */
record SslMapper(KeyPath path) {

	SslSettings map(@Nullable SslProperties properties, SslSettings base) {
		if (properties == null) {
			return base;
		}
		String bundle = properties.bundle();
		if (bundle != null) {
			check(bundle);
		}
		Boolean verify = properties.verify();
		return (verify != null) ? this.path.create("ssl.verify", "cannot be false: ",
				"Remove the key, or name an SSL bundle in ssl.bundle.", () -> base.withVerify(verify)) : base;
	}

	SslSettings withBundle(@Nullable SslProperties properties, SslSettings base, SslBundleMaterials bundles) {
		String bundle = (properties != null) ? properties.bundle() : null;
		if (bundle == null) {
			return base;
		}
		return base
			.withMaterial(bundles.get(bundle.trim(), (fault, cure) -> this.path.invalid("ssl.bundle", fault, cure)));
	}

	private void check(String bundle) {
		if (bundle.isBlank()) {
			throw this.path.invalid("ssl.bundle", "is empty",
					"Name an SSL bundle, or remove the key to use the JVM's trust store.");
		}
	}

}
