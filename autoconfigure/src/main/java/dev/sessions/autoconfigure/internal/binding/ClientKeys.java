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

import java.security.KeyPair;
import java.util.List;
import java.util.function.BiFunction;

import dev.sessions.settings.ClientKey;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

/**
 * Reads the keys of OAuth 2.0 clients. No message contains a part of a key.
 *
 * @param bundles has the SSL bundles of the application, if there are any
 */
record ClientKeys(ObjectProvider<SslBundles> bundles) {

	/**
	 * Read a key.
	 * @param location the name of an SSL bundle, or the location of a PEM file
	 * @param invalid creates an exception from a fault and its cure
	 * @return the key, which is read again before each use
	 */
	ClientKey get(String location, BiFunction<String, String, InvalidSessionPropertyException> invalid) {
		boolean file = location.contains("/") || location.contains(":") || location.contains("\\")
				|| location.endsWith(".pem");
		ClientKey key = file ? new PemClientKey(resource(location)) : bundle(location, invalid);
		try {
			KeyPair unusedPair = key.keyPair();
			return key;
		}
		catch (RuntimeException ex) {
			throw invalid.apply("cannot be used: " + ex.getMessage(),
					file ? "Correct the file or its location." : "Correct spring.ssl.bundle.*." + location + ".");
		}
	}

	private ClientKey bundle(String name, BiFunction<String, String, InvalidSessionPropertyException> invalid) {
		SslBundles all = this.bundles.getIfAvailable();
		List<String> known = (all != null) ? all.getBundleNames() : List.of();
		if (all == null || !known.contains(name)) {
			throw invalid.apply("names the SSL bundle '" + name + "', which does not exist",
					"Define it as spring.ssl.bundle.pem." + name
							+ ", or write the location of a PEM file, such as file:" + name + ".pem. Known bundles: "
							+ String.join(", ", known.stream().sorted().toList()));
		}
		return new BundleClientKey(name, all);
	}

	private static Resource resource(String location) {
		boolean url = location.matches("[a-z]{2,}:.*");
		return url ? new DefaultResourceLoader().getResource(location) : new FileSystemResource(location);
	}

}
