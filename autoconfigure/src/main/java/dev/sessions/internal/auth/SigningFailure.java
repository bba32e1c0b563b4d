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
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;

import org.apache.hc.core5.http.HttpException;

/**
 * Tells a failure to sign a request from one to send it, which would be retried.
 */
final class SigningFailure {

	private SigningFailure() {
	}

	/**
	 * Sign a request.
	 * @param signing signs it
	 * @throws InterruptedIOException if the call ends
	 * @throws HttpException if the request cannot be signed
	 */
	static void translated(Signing signing) throws InterruptedIOException, HttpException {
		try {
			signing.sign();
		}
		catch (IOException ex) {
			if (ex instanceof InterruptedIOException interrupted && !(ex instanceof SocketTimeoutException)) {
				throw interrupted;
			}
			// the message of another exception may contain secrets
			String reason = (ex instanceof UnsignableRequestException) ? ex.getMessage() : ex.getClass().getName();
			throw new NoCredentialException("the request could not be signed: " + reason, ex);
		}
	}

	/**
	 * Signs a request.
	 */
	interface Signing {

		void sign() throws IOException, HttpException;

	}

}
