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

package dev.sessions.internal.aws;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * The scope of signatures.
 *
 * @param region the region
 * @param service the name of the service in signatures
 * @param profile the profile of the credentials, or {@code null} for the default one
 */
record AwsScope(String region, String service, @Nullable String profile) {

	/**
	 * Return whether the service signs paths like S3. All other services normalize paths
	 * and encode them a second time.
	 */
	boolean hasPlainPaths() {
		return this.service.equals("s3") || this.service.startsWith("s3-") || this.service.equals("s3express");
	}

	/**
	 * Return the form of a path that is signed. S3 signs the canonical encoding of a
	 * path, regardless of its encoding in the request; other services sign the path as
	 * written.
	 * @param path the path as written
	 * @return the path to sign
	 */
	String signed(String path) {
		if (!hasPlainPaths()) {
			return path;
		}
		// byte by byte, because a path need not be UTF-8
		String decoded = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.ISO_8859_1);
		return URLEncoder.encode(decoded, StandardCharsets.ISO_8859_1)
			.replace("+", "%20")
			.replace("*", "%2A")
			.replace("%7E", "~")
			.replace("%2F", "/");
	}

}
