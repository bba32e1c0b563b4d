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

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The server's side of AWS' Signature Version 4, implemented with the JDK alone.
 *
 * @param secret the secret access key
 * @param service the name of the service
 */
public record SigV4(String secret, String service) {

	/**
	 * The access key id of AWS' published examples.
	 */
	public static final String KEY_ID = "AKIDEXAMPLE";

	/**
	 * The secret access key of AWS' published vectors.
	 */
	public static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

	private static final String UNSIGNED = "UNSIGNED-PAYLOAD";

	/**
	 * Answer signed requests, and refuse all others.
	 * @param signed the answer to a signed request
	 * @return the answer
	 */
	public Answer verifying(Answer signed) {
		return (request, connection) -> {
			Answer answer = isSigned(request) ? signed : Reply.status(403).body("SignatureDoesNotMatch");
			answer.send(request, connection);
		};
	}

	/**
	 * Whether a request is signed, including its body unless the body is declared as
	 * unsigned.
	 * @param request the request
	 * @return whether the signature is valid
	 */
	public boolean isSigned(ReceivedRequest request) {
		String authorization = request.header("Authorization");
		if (authorization == null || !authorization.startsWith("AWS4-HMAC-SHA256 Credential=")) {
			return false;
		}
		String[] scope = part(authorization, "Credential").split("/", -1);
		List<String> signedHeaders = List.of(part(authorization, "SignedHeaders").split(";", -1));
		String hash = request.header("X-Amz-Content-Sha256");
		boolean whole = UNSIGNED.equals(hash) || sha256(request.body()).equals(hash);
		boolean complete = signedHeaders.contains("host") && request.headers()
			.stream()
			.map((header) -> header.name().toLowerCase(Locale.ROOT))
			.filter((name) -> name.startsWith("x-amz-") || name.equals("content-type"))
			.allMatch(signedHeaders::contains);
		String expected = signature(request.method(), request.target(), request.headers(), hash, signedHeaders,
				request.header("X-Amz-Date"), scope[2]);
		return whole && complete && scope[3].equals(this.service) && expected.equals(part(authorization, "Signature"));
	}

	private static String part(String authorization, String name) {
		return authorization.split(name + "=", -1)[1].split(",", -1)[0];
	}

	/**
	 * Compute the signature of a request.
	 * @param method the method
	 * @param target the target as received
	 * @param headers the headers
	 * @param hash the hash of the body
	 * @param signedHeaders the names of the signed headers
	 * @param date the date in AWS' format
	 * @param region the region
	 * @return the signature
	 */
	public String signature(String method, String target, List<HeaderLine> headers, String hash,
			List<String> signedHeaders, String date, String region) {
		String[] parts = target.replaceFirst("^http://[^/]*", "").split("\\?", 2);
		String lines = signedHeaders.stream()
			.map((name) -> name + ":" + value(headers, name) + "\n")
			.collect(Collectors.joining());
		String canonical = String.join("\n", method, path(parts[0]), (parts.length > 1) ? query(parts[1]) : "", lines,
				String.join(";", signedHeaders), hash);
		String day = date.substring(0, 8);
		String scope = String.join("/", day, region, this.service, "aws4_request");
		String text = String.join("\n", "AWS4-HMAC-SHA256", date, scope,
				sha256(canonical.getBytes(StandardCharsets.UTF_8)));
		byte[] key = hmac(("AWS4" + this.secret).getBytes(StandardCharsets.UTF_8), day);
		return HexFormat.of().formatHex(hmac(hmac(hmac(hmac(key, region), this.service), "aws4_request"), text));
	}

	private static String value(List<HeaderLine> headers, String name) {
		return headers.stream()
			.filter((header) -> header.name().equalsIgnoreCase(name))
			.map((header) -> header.value().strip().replaceAll(" +", " "))
			.collect(Collectors.joining(","));
	}

	/**
	 * S3 encodes a path once; other services normalize and encode the encoded path.
	 */
	private String path(String path) {
		if (this.service.equals("s3")) {
			return encoded(URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8)).replace("%2F", "/");
		}
		Deque<String> segments = new ArrayDeque<>();
		for (String segment : path.split("/", -1)) {
			if (segment.equals("..")) {
				segments.pollLast();
			}
			else if (!segment.isEmpty() && !segment.equals(".")) {
				segments.add(encoded(segment));
			}
		}
		boolean folder = !segments.isEmpty() && path.endsWith("/");
		return "/" + String.join("/", segments) + (folder ? "/" : "");
	}

	private static String query(String query) {
		return Arrays.stream(query.split("&", -1))
			.map((parameter) -> (parameter + "=").split("=", -1))
			.map((pair) -> encoded(decoded(pair[0])) + "=" + encoded(decoded(pair[1])))
			.sorted()
			.collect(Collectors.joining("&"));
	}

	private static String decoded(String text) {
		return URLDecoder.decode(text, StandardCharsets.UTF_8);
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8)
			.replace("+", "%20")
			.replace("*", "%2A")
			.replace("%7E", "~");
	}

	/**
	 * Compute a SHA-256 hash.
	 * @param bytes the bytes
	 * @return the hash in hexadecimal digits
	 */
	public static String sha256(byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static byte[] hmac(byte[] key, String text) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(key, "HmacSHA256"));
			return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
