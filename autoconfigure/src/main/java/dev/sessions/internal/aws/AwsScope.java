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
 * What requests are signed for.
 *
 * @param region the region
 * @param service the name of the service in signatures
 * @param profile the profile of the credentials, or {@code null} for the default one
 */
record AwsScope(String region, String service, @Nullable String profile) {

	/**
	 * Return whether the service signs paths as S3 does. All others normalize them and
	 * encode them once more.
	 */
	boolean hasPlainPaths() {
		return this.service.equals("s3") || this.service.startsWith("s3-") || this.service.equals("s3express");
	}

	/**
	 * Return a path as it is signed. S3 signs the one way of encoding a path, whichever
	 * was written; others sign what was written.
	 * @param path the path as it is written
	 * @return the path
	 */
	String signed(String path) {
		if (!hasPlainPaths()) {
			return path;
		}
		// byte for byte, as not each path is UTF-8
		String decoded = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.ISO_8859_1);
		return URLEncoder.encode(decoded, StandardCharsets.ISO_8859_1)
			.replace("+", "%20")
			.replace("*", "%2A")
			.replace("%7E", "~")
			.replace("%2F", "/");
	}

}
