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

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;

import dev.sessions.settings.TlsMaterial;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.NestedExceptionUtils;

/**
 * The SSL bundles that sessions use. Each is read once, and again when it is renewed.
 */
public class SslBundleMaterials {

	private final ObjectProvider<SslBundles> bundles;

	private final Map<String, SslBundleMaterial> materials = new ConcurrentHashMap<>();

	/**
	 * Create an empty cache.
	 * @param bundles has the SSL bundles of the application, if there are any
	 */
	public SslBundleMaterials(ObjectProvider<SslBundles> bundles) {
		this.bundles = bundles;
	}

	/**
	 * Read the TLS material of a bundle that is not renewed.
	 * @param name the name of the bundle, for messages
	 * @param bundle the bundle
	 * @return the material
	 */
	public static Supplier<TlsMaterial> of(String name, SslBundle bundle) {
		return new SslBundleMaterial(name, bundle);
	}

	/**
	 * The TLS material of a bundle.
	 * @param name the name of the bundle
	 * @param invalid creates an exception from a fault and its cure
	 * @return the material
	 */
	SslBundleMaterial get(String name, BiFunction<String, String, InvalidSessionPropertyException> invalid) {
		return this.materials.computeIfAbsent(name, (unknown) -> read(name, invalid));
	}

	private SslBundleMaterial read(String name, BiFunction<String, String, InvalidSessionPropertyException> invalid) {
		SslBundles all = this.bundles.getIfAvailable();
		if (all == null) {
			throw invalid.apply("names the SSL bundle '" + name + "', but there are no SSL bundles",
					"Do not exclude Spring Boot's SslAutoConfiguration, or remove the key.");
		}
		try {
			SslBundleMaterial material = new SslBundleMaterial(name, all.getBundle(name));
			all.addBundleUpdateHandler(name, material::renew);
			return material;
		}
		catch (NoSuchSslBundleException ex) {
			throw invalid.apply("names the SSL bundle '" + name + "', which does not exist",
					cure(name, all.getBundleNames()));
		}
		catch (RuntimeException ex) {
			throw invalid.apply(
					"names the SSL bundle '" + name + "', which cannot be used: "
							+ NestedExceptionUtils.getMostSpecificCause(ex).getMessage(),
					"Correct spring.ssl.bundle.*." + name + ".");
		}
	}

	private static String cure(String name, List<String> known) {
		String define = "Define it as spring.ssl.bundle.pem." + name + " or spring.ssl.bundle.jks." + name;
		if (known.isEmpty()) {
			return define + ".";
		}
		String nearest = NearestName.of(name, known);
		return ((nearest != null) ? "Did you mean '" + nearest + "'? " : "") + define + ". Known bundles: "
				+ String.join(", ", known.stream().sorted().toList()) + ".";
	}

}
