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

package dev.sessions.internal.auth;

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
 * The basic credentials of a netrc file for the target host.
 */
public final class NetrcAuthorization implements Authorization {

	private static final Logger logger = LoggerFactory.getLogger(NetrcAuthorization.class);

	private final CredentialFiles<Netrc> file;

	/**
	 * Create an authorization.
	 * @param path the file
	 * @throws IllegalArgumentException if the file cannot be read or used
	 */
	public NetrcAuthorization(Path path) {
		CredentialFile<Netrc> netrc = new CredentialFile<>(path, Netrc::parse);
		this.file = new CredentialFiles<>(List.of(netrc), netrc::read, System::nanoTime);
		warnIfReadableByOthers(path);
	}

	private static void warnIfReadableByOthers(Path path) {
		try {
			Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
			if (permissions.contains(PosixFilePermission.GROUP_READ)
					|| permissions.contains(PosixFilePermission.OTHERS_READ)) {
				logger.warn("The file {} contains passwords and other users can read it: chmod 600 it", path);
			}
		}
		catch (IOException | UnsupportedOperationException ex) {
			// the file system has no such permissions
		}
	}

	/**
	 * Returns {@code true} also for a host without an entry, because the file may have
	 * one when the host sends a challenge.
	 */
	@Override
	public boolean authorize(HttpRequest request, HttpHost target) throws NoCredentialException {
		if (request.containsHeader(HttpHeaders.AUTHORIZATION)) {
			return false;
		}
		HeaderAuthorization header = this.file.current().require(target);
		if (header != null) {
			header.authorize(request, target);
		}
		return true;
	}

	@Override
	public @Nullable Authorization renew(UnauthorizedResponse unauthorized) {
		Netrc other = this.file.other((netrc) -> {
			HeaderAuthorization header = netrc.find(unauthorized.target());
			return header == null || !unauthorized.isForOtherCredential(header.value());
		});
		return (other != null) ? other.find(unauthorized.target()) : null;
	}

	@Override
	public boolean forget() {
		this.file.reread();
		return true;
	}

	@Override
	public String toString() {
		return "netrc";
	}

}
