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

package dev.sessions;

import java.io.IOException;

/**
 * Signs the requests of a session that has {@link Credentials#signed(RequestSigner)}. It
 * is called for each attempt and each hop whose target may receive the credentials, when
 * the request is complete: after hooks, default headers, cookies and the headers of the
 * body. The request is sent exactly as presented to the signer, with the headers that the
 * signer sets.
 * <p>
 * The signer decides how to treat a body that can be read only once. If it reads the
 * body, the request fails. If it checks {@link SignableRequest#isBodyRepeatable()} first
 * and signs without the body, the request is sent.
 * <p>
 * A signer must be thread-safe. It runs in the thread of the call, which holds its
 * connection, so it should be fast. Its time counts towards {@code timeout.total}, but
 * the timeout does not interrupt a signer that blocks. A request with an
 * {@code Authorization} header of the caller is not signed.
 *
 * @see Credentials#signed(RequestSigner)
 */
@FunctionalInterface
public interface RequestSigner {

	/**
	 * Sign a request. An unchecked exception ends the call and is thrown unchanged.
	 * @param request the request, valid until this method returns
	 * @throws IOException if the request cannot be signed. The call is not retried and
	 * fails with a {@link CredentialsException}, whose message contains the type of this
	 * exception, but not its message
	 */
	void sign(SignableRequest request) throws IOException;

}
