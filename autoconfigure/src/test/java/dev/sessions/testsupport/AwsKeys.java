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

package dev.sessions.testsupport;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Sets AWS credentials in system properties, the first source of AWS' provider chain.
 */
public final class AwsKeys implements AutoCloseable {

	private final Map<String, @Nullable String> before = new HashMap<>();

	private AwsKeys() {
	}

	/**
	 * Set the properties.
	 * @param keyId the access key id, or {@code null} for none
	 * @param secret the secret access key, or {@code null} for none
	 * @param token the session token, or {@code null} for none
	 * @return a resource that restores the properties when it is closed
	 */
	public static AwsKeys set(@Nullable String keyId, @Nullable String secret, @Nullable String token) {
		AwsKeys keys = new AwsKeys();
		keys.change(keyId, secret, token);
		return keys;
	}

	/**
	 * Change the properties.
	 * @param keyId the access key id, or {@code null} for none
	 * @param secret the secret access key, or {@code null} for none
	 * @param token the session token, or {@code null} for none
	 */
	public void change(@Nullable String keyId, @Nullable String secret, @Nullable String token) {
		change("aws.accessKeyId", keyId);
		change("aws.secretAccessKey", secret);
		change("aws.sessionToken", token);
	}

	/**
	 * Set one property.
	 * @param property the name of the property
	 * @param value the value, or {@code null} for none
	 */
	public void change(String property, @Nullable String value) {
		this.before.putIfAbsent(property, System.getProperty(property, ""));
		set(property, value);
	}

	private static void set(String property, @Nullable String value) {
		if (value == null) {
			System.clearProperty(property);
		}
		else {
			System.setProperty(property, value);
		}
	}

	@Override
	public void close() {
		this.before.forEach((property, value) -> set(property, value.isEmpty() ? null : value));
	}

}
