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

package dev.sessions.auth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;

import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Basic credentials that a netrc file has for the host that is connected to.
 */
final class NetrcAuthorization implements Authorization {

	private static final Logger logger = LoggerFactory.getLogger(NetrcAuthorization.class);

	private final CredentialFiles<Netrc, Netrc> file;

	NetrcAuthorization(Path path) {
		this.file = new CredentialFiles<>(List.of(new CredentialFile<>(path, Netrc::parse)), (netrcs) -> netrcs.get(0),
				System::nanoTime);
		warnIfReadableByOthers(path);
	}

	private static void warnIfReadableByOthers(Path path) {
		try {
			Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
			if (permissions.contains(PosixFilePermission.GROUP_READ)
					|| permissions.contains(PosixFilePermission.OTHERS_READ)) {
				logger.warn("The file {} holds passwords and others can read it: chmod 600 it", path);
			}
		}
		catch (IOException | UnsupportedOperationException ex) {
			// a file system that knows no such permissions
		}
	}

	/**
	 * A host that the file does not name may be named when it asks.
	 */
	@Override
	public boolean authorize(HttpRequest request, HttpHost target) {
		if (request.containsHeader(HttpHeaders.AUTHORIZATION)) {
			return false;
		}
		FixedHeader header = this.file.current().find(target);
		if (header != null) {
			header.authorize(request, target);
		}
		return true;
	}

	@Override
	public @Nullable Authorization renew(Refusal refusal) {
		Netrc other = this.file.other((netrc) -> {
			FixedHeader header = netrc.find(refusal.target());
			return header == null || !refusal.isOfOtherThan(header.value());
		});
		return (other != null) ? other.find(refusal.target()) : null;
	}

	@Override
	public boolean forget() {
		this.file.readAnew();
		return true;
	}

	@Override
	public String toString() {
		return "netrc";
	}

}
