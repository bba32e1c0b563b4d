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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

import dev.sessions.Credentials;
import dev.sessions.Session;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;

/**
 * The kinds of credentials, with their form in a request.
 */
public enum CredentialKind {

	BASIC("Authorization: Basic ", base64("user:s3cret-basic")),

	BEARER("Authorization: Bearer ", "s3cret-bearer"),

	BEARER_SUPPLIER("Authorization: Bearer ", "s3cret-supplied"),

	BEARER_FORWARDED("Authorization: Bearer ", "s3cret-forwarded"),

	/**
	 * Of the user on whose behalf a call is made.
	 */
	OAUTH2_USER("Authorization: Bearer ", "s3cret-of-user"),

	BEARER_FILE("Authorization: Bearer ", "s3cret-file"),

	BASIC_FILE("Authorization: Basic ", base64("user:s3cret-basic-file")),

	BASIC_FILES("Authorization: Basic ", base64("user:s3cret-basic-files")),

	/**
	 * From a file with credentials for every host.
	 */
	NETRC("Authorization: Basic ", base64("user:s3cret-netrc")),

	/**
	 * In a header whose name does not indicate a secret.
	 */
	API_KEY_HEADER("X-Subscription: ", "s3cret-header"),

	API_KEY_QUERY("appid=", "s3cret-query"),

	/**
	 * The token of a login.
	 */
	LOGIN("Authorization: Bearer ", "s3cret-login"),

	/**
	 * With the user name on the wire, but not the password.
	 */
	DIGEST("Authorization: Digest username=\"", "s3cret-digest"),

	SIGNED("Authorization: Test ", "s3cret-signature");

	private final String lead;

	private final String secret;

	CredentialKind(String lead, String secret) {
		this.lead = lead;
		this.secret = secret;
	}

	/**
	 * Create credentials of this kind.
	 * @param challengers origins that have already sent a challenge, for a kind that
	 * needs one
	 * @return the credentials
	 */
	public Credentials credentials(String... challengers) {
		Credentials credentials = create();
		if (this == DIGEST) {
			challenge(credentials, challengers);
		}
		return credentials;
	}

	private Credentials create() {
		return switch (this) {
			case BASIC -> Credentials.basic("user", "s3cret-basic");
			case BEARER -> Credentials.bearer("s3cret-bearer");
			case BEARER_SUPPLIER -> Credentials.bearer(() -> "s3cret-supplied");
			case BEARER_FORWARDED -> Credentials.forwardedBearer(() -> "s3cret-forwarded", false);
			case OAUTH2_USER -> KeptToken.credentials("s3cret-of-user");
			case BEARER_FILE -> Credentials.bearerFile(file("s3cret-file\n"));
			case BASIC_FILE -> Credentials.basicFile("user", file("s3cret-basic-file\n"));
			case BASIC_FILES -> Credentials.basicFile(file("user"), file("s3cret-basic-files"));
			case NETRC -> Credentials.netrc(file("default login user password s3cret-netrc"));
			case API_KEY_HEADER -> Credentials.apiKeyHeader("X-Subscription", "s3cret-header");
			case API_KEY_QUERY -> Credentials.apiKeyQuery("appid", "s3cret-query");
			case LOGIN -> Credentials.login((session) -> Credentials.bearer("s3cret-login"));
			case DIGEST -> Credentials.digest("s3cret-digest", "s3cret-password");
			case SIGNED -> Credentials.signed((request) -> request.setHeader("Authorization", "Test s3cret-signature"));
		};
	}

	private static Path file(String text) {
		try {
			Path file = Files.createTempFile("credential", null);
			file.toFile().deleteOnExit();
			return Files.writeString(file, text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String base64(String text) {
		return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Process a challenge of each origin without a connection, so that any host name is
	 * possible.
	 */
	private static void challenge(Credentials credentials, String... challengers) {
		try (Session session = Session.builder("challenged")
			.auth(credentials)
			.allowedOrigins(challengers)
			.httpClient((client) -> client.replaceExecInterceptor(ChainElement.CONNECT.name(),
					(request, scope, chain) -> challengeOrWelcome(request.containsHeader("Authorization"))))
			.build()) {
			for (String challenger : challengers) {
				session.get(challenger + "/").raiseForStatus();
			}
		}
	}

	private static ClassicHttpResponse challengeOrWelcome(boolean authorized) {
		ClassicHttpResponse response = new BasicClassicHttpResponse(authorized ? 204 : 401);
		response.addHeader("WWW-Authenticate", "Digest realm=\"x\", nonce=\"1\", algorithm=SHA-256, qop=\"auth\"");
		return response;
	}

	/**
	 * Whether a request contains the credentials exactly once.
	 * @param request the request
	 * @return whether it contains them
	 */
	public boolean isIn(ReceivedRequest request) {
		String head = request.head();
		int first = head.indexOf(this.lead + this.secret);
		return first >= 0 && head.indexOf(this.secret, first + this.lead.length() + 1) < 0;
	}

	/**
	 * Whether a request contains no trace of the credentials.
	 * @param request the request
	 * @return whether it contains none
	 */
	public boolean isAbsentFrom(ReceivedRequest request) {
		return !request.head().contains(this.secret) && !request.text().contains(this.secret);
	}

}
