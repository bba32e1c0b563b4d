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

import java.io.IOException;
import java.net.URI;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.sessions.internal.auth.RequestSignature;
import dev.sessions.internal.auth.RequestToSign;
import dev.sessions.internal.auth.UnsignableRequestException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Signs requests with Signature Version 4, using the signer of the AWS SDK.
 * {@code toString} reveals no secret.
 *
 * @param scope the scope of the signatures
 * @param identity the credentials
 */
record AwsSignature(AwsScope scope, AwsCredentialsIdentity identity) implements RequestSignature {

	private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();

	/**
	 * The headers of a signature.
	 */
	private static final List<String> SIGNATURE = List.of("Authorization", "X-Amz-Date", "X-Amz-Content-Sha256",
			"X-Amz-Security-Token");

	/**
	 * The headers that a proxy, a service mesh or an agent may change on the way. The
	 * headers that frame the body need not be signed, because the body is hashed.
	 */
	private static final Set<String> UNSIGNED = Set.of("accept-encoding", "b3", "baggage", "connection",
			"content-length", "expect", "forwarded", "keep-alive", "te", "traceparent", "tracestate", "trailer",
			"transfer-encoding", "upgrade", "user-agent", "via", "x-amzn-trace-id");

	private static final List<String> UNSIGNED_PREFIXES = List.of("x-b3-", "x-forwarded-");

	private static final String EVENT_STREAM = "application/vnd.amazon.eventstream";

	@Override
	public void sign(RequestToSign request) throws IOException {
		HttpRequest head = request.head();
		requireOneMessage(head);
		SignRequest.Builder<AwsCredentialsIdentity> unsigned = SignRequest.builder(this.identity)
			.request(sdkRequest(head, request.uri()))
			.putProperty(AwsV4HttpSigner.REGION_NAME, this.scope.region())
			.putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, this.scope.service())
			.putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, !this.scope.hasPlainPaths())
			.putProperty(AwsV4HttpSigner.NORMALIZE_PATH, !this.scope.hasPlainPaths())
			.putProperty(HttpSigner.SIGNING_CLOCK, request.call().time().clock());
		SdkHttpRequest signed = sign(unsigned, request);
		for (String name : SIGNATURE) {
			signed.firstMatchingHeader(name).ifPresent((value) -> request.setHeader(name, value));
		}
	}

	private static SdkHttpRequest sign(SignRequest.Builder<AwsCredentialsIdentity> unsigned, RequestToSign request)
			throws IOException {
		try (SignedBody body = new SignedBody(request)) {
			if (request.body() != null && request.isBodyRepeatable()) {
				unsigned.payload(body);
			}
			else if (request.body() != null) {
				requireHttps(request);
				unsigned.putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false);
			}
			return SIGNER.sign(unsigned.build()).request();
		}
		catch (RuntimeException ex) {
			if (ex.getCause() instanceof IOException failure) {
				throw failure;
			}
			throw new UnsignableRequestException("AWS' signer failed with " + ex.getClass().getName());
		}
	}

	private static void requireHttps(RequestToSign request) throws UnsignableRequestException {
		if (!"https".equals(request.uri().getScheme())) {
			throw new UnsignableRequestException(
					"its body can be read only once, and is sent unsigned over https only");
		}
	}

	/**
	 * Reject event streams, because each event of a stream has its own signature.
	 */
	private static void requireOneMessage(HttpRequest head) throws UnsignableRequestException {
		Header type = head.getFirstHeader(HttpHeaders.CONTENT_TYPE);
		if (type != null && String.valueOf(type.getValue()).startsWith(EVENT_STREAM)) {
			throw new UnsignableRequestException("its body is an event stream of AWS");
		}
	}

	/**
	 * Convert a request. The host is taken from the header, including its port, as the
	 * server reads it.
	 */
	private SdkHttpRequest sdkRequest(HttpRequest head, URI uri) throws UnsignableRequestException {
		Header host = head.getFirstHeader(HttpHeaders.HOST);
		SdkHttpRequest.Builder request = SdkHttpRequest.builder()
			.method(method(head.getMethod()))
			.uri(uri)
			.encodedPath(this.scope.signed(uri.getRawPath()))
			.host((host != null) ? host.getValue() : uri.getRawAuthority())
			.port(null);
		for (Iterator<Header> headers = head.headerIterator(); headers.hasNext();) {
			Header header = headers.next();
			if (isSigned(header.getName().toLowerCase(Locale.ROOT))) {
				request.appendHeader(header.getName(), (header.getValue() != null) ? header.getValue() : "");
			}
		}
		return request.build();
	}

	private static SdkHttpMethod method(String method) throws UnsignableRequestException {
		try {
			return SdkHttpMethod.fromValue(method);
		}
		catch (IllegalArgumentException ex) {
			throw new UnsignableRequestException("AWS' signer does not know its method");
		}
	}

	private static boolean isSigned(String name) {
		return !UNSIGNED.contains(name) && UNSIGNED_PREFIXES.stream().noneMatch(name::startsWith);
	}

	@Override
	public String toString() {
		return "AwsSignature";
	}

}
