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

package dev.sessions.internal.tls;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

import org.jspecify.annotations.Nullable;

/**
 * A failure of TLS with a message that suggests a remedy.
 */
public final class HandshakeFailure extends SSLHandshakeException {

	private static final long serialVersionUID = 1L;

	private HandshakeFailure(String reason, SSLException cause) {
		super(reason);
		initCause(cause);
	}

	/**
	 * Explain a failure, if its reason is known.
	 * @param failure the failure
	 * @return the explained failure, or the same one if its reason is unknown
	 */
	public static SSLException explain(SSLException failure) {
		if (failure instanceof HandshakeFailure) {
			return failure;
		}
		String reason = ofCertificate(failure);
		if (reason == null) {
			reason = ofMessage(String.valueOf(failure.getMessage()));
		}
		return (reason != null) ? new HandshakeFailure(reason, failure) : failure;
	}

	private static @Nullable String ofCertificate(SSLException failure) {
		if (find(failure, CertificateExpiredException.class) != null) {
			return "the server's certificate, or one it was issued with, has expired and has to be renewed at the server";
		}
		if (find(failure, CertificateNotYetValidException.class) != null) {
			return "the server's certificate, or one it was issued with, is not valid yet; "
					+ "check the clocks of this machine and of the server";
		}
		if (find(failure, CertPathBuilderException.class) != null) {
			return "the server's certificate is not trusted: it is self-signed or of an unknown issuer; "
					+ "to trust it, set ssl.bundle to an SSL bundle whose trust store contains it or its issuer";
		}
		CertPathValidatorException invalid = find(failure, CertPathValidatorException.class);
		if (invalid != null) {
			return "the server's certificate is not trusted: " + invalid.getMessage();
		}
		SSLPeerUnverifiedException unverified = find(failure, SSLPeerUnverifiedException.class);
		if (unverified != null) {
			return ofHostName(unverified);
		}
		CertificateException refused = find(failure, CertificateException.class);
		if (refused == null) {
			return null;
		}
		return isOfHostName(refused) ? ofHostName(refused)
				: "the server's certificate is not accepted: " + refused.getMessage();
	}

	private static String ofHostName(Exception failure) {
		return "the server's certificate is for another host name (" + failure.getMessage()
				+ "); address the server by a name in its certificate";
	}

	/**
	 * Return whether the host name does not match, for which the JDK has no separate
	 * exception.
	 */
	private static boolean isOfHostName(CertificateException failure) {
		String message = String.valueOf(failure.getMessage());
		return message.startsWith("No name matching") || message.startsWith("No subject alternative");
	}

	/**
	 * Explain a failure by its message, which alone distinguishes the alerts of a server
	 * (RFC 8446, section 6.2) and failures detected by the JDK.
	 */
	private static @Nullable String ofMessage(String message) {
		String alert = message.substring(message.lastIndexOf(' ') + 1);
		return switch (alert) {
			case "certificate_required", "bad_certificate", "unsupported_certificate", "certificate_revoked",
					"certificate_expired", "certificate_unknown", "unknown_ca", "access_denied" ->
				"the server requires a client certificate, or does not accept the one it received (" + alert
						+ "); set ssl.bundle to an SSL bundle whose key store contains one";
			case "handshake_failure" -> "the server rejected the handshake: it requires a client certificate, "
					+ "to be provided by the SSL bundle in ssl.bundle, or other cipher suites (handshake_failure)";
			case "protocol_version" -> "session and server have no TLS version in common (protocol_version)";
			case "unrecognized_name" -> "the server does not know its host name (unrecognized_name)";
			default -> ofJdk(message);
		};
	}

	private static @Nullable String ofJdk(String message) {
		if (message.contains("No appropriate protocol") || message.contains("selected protocol version")) {
			return "session and server have no TLS version in common: " + message;
		}
		if (message.contains("Unsupported or unrecognized SSL message")) {
			return "the server does not speak TLS at this port; is its URL one with http?";
		}
		return null;
	}

	private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (type.isInstance(cause)) {
				return type.cast(cause);
			}
		}
		return null;
	}

}
