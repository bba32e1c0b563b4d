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
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.sessions.internal.body.RequestBody;
import dev.sessions.internal.net.HeaderSyntax;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.net.URIAuthority;
import org.jspecify.annotations.Nullable;

/**
 * A request that is complete except for its signature. Confined to the thread of the
 * call.
 */
public final class RequestToSign {

	/**
	 * The headers that frame the message or determine its server.
	 */
	private static final Set<String> FIXED = Set.of("connection", "content-length", "host", "transfer-encoding");

	private final ClassicHttpRequest request;

	private final RequestSignature signature;

	private final AuthScope call;

	private RequestToSign(ClassicHttpRequest request, RequestSignature signature, AuthScope call) {
		this.request = request;
		this.signature = signature;
		this.call = call;
	}

	/**
	 * Sign a request with a pending signature, or renew its signature.
	 * @param request the request
	 * @param call the call
	 * @param allowed whether the target may receive the signature
	 * @throws InterruptedIOException if the call ends while the request is signed
	 * @throws HttpException if the request cannot be signed; not an {@link IOException},
	 * because a retry would not help
	 */
	static void sign(ClassicHttpRequest request, AuthScope call, boolean allowed)
			throws InterruptedIOException, HttpException {
		RequestSignature signature = remove(request);
		if (signature == null || !allowed) {
			return;
		}
		try {
			signature.sign(new RequestToSign(request, signature, call));
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

	private static @Nullable RequestSignature remove(HttpRequest request) {
		RequestSignature signature = null;
		for (Header header : request.getHeaders()) {
			if (header instanceof SignatureHeader own) {
				signature = own.signature();
				request.removeHeader(own);
			}
		}
		return signature;
	}

	/**
	 * Return the call that sends the request.
	 * @return the call
	 */
	public AuthScope call() {
		return this.call;
	}

	/**
	 * Return the method.
	 * @return the method
	 */
	public String method() {
		return this.request.getMethod();
	}

	/**
	 * Return the head as the target server receives it, without the headers for a proxy.
	 * @return a copy of the head
	 */
	public HttpRequest head() {
		BasicHttpRequest head = new BasicHttpRequest(this.request.getMethod(), this.request.getScheme(),
				this.request.getAuthority(), this.request.getPath());
		for (Iterator<Header> headers = this.request.headerIterator(); headers.hasNext();) {
			Header header = headers.next();
			if (!header.getName().toLowerCase(Locale.ROOT).startsWith("proxy-")) {
				head.addHeader(header);
			}
		}
		missing(this.request.getEntity()).forEach(head::addHeader);
		return head;
	}

	/**
	 * Return the headers of the target and the body that are missing because an adapter,
	 * not a connection, handles the request.
	 */
	private List<Header> missing(@Nullable HttpEntity body) {
		List<Header> missing = new ArrayList<>();
		addIfMissing(missing, HttpHeaders.HOST, authority());
		if (body != null) {
			boolean framed = this.request.containsHeader(HttpHeaders.CONTENT_LENGTH)
					|| this.request.containsHeader(HttpHeaders.TRANSFER_ENCODING);
			if (!framed && body.getContentLength() >= 0) {
				missing.add(new BasicHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(body.getContentLength())));
			}
			addIfMissing(missing, HttpHeaders.CONTENT_TYPE, body.getContentType());
			addIfMissing(missing, HttpHeaders.CONTENT_ENCODING, body.getContentEncoding());
		}
		return missing;
	}

	private void addIfMissing(List<Header> missing, String name, @Nullable String value) {
		if (value != null && !this.request.containsHeader(name)) {
			missing.add(new BasicHeader(name, value));
		}
	}

	/**
	 * Return the target of the request.
	 * @return the absolute URI as written
	 * @throws UnsignableRequestException if the target is not a valid URI
	 */
	public URI uri() throws UnsignableRequestException {
		try {
			return new URI(this.request.getScheme() + "://" + authority() + this.request.getPath());
		}
		catch (URISyntaxException ex) {
			throw new UnsignableRequestException("its target is not a valid URI");
		}
	}

	/**
	 * Return the host and port as sent in a request, without user info.
	 */
	private String authority() {
		URIAuthority authority = this.request.getAuthority();
		return new URIAuthority(authority.getHostName(), authority.getPort()).toString();
	}

	/**
	 * Return the body.
	 * @return the body, or {@code null} if there is none
	 */
	public @Nullable HttpEntity body() {
		return this.request.getEntity();
	}

	/**
	 * Return whether the body can be read before it is sent.
	 * @return whether the body is repeatable; {@code true} if there is none
	 */
	public boolean isBodyRepeatable() {
		return RequestBody.isRepeatable(this.request);
	}

	/**
	 * Write the body as it will be sent.
	 * @param out the stream to write to, which stays open
	 * @throws UnsignableRequestException if the body can be read only once
	 * @throws IOException if the body cannot be read or the stream cannot be written to
	 */
	public void writeBodyTo(OutputStream out) throws IOException {
		HttpEntity body = body();
		if (!isBodyRepeatable()) {
			throw new UnsignableRequestException("its body can be read only once");
		}
		if (body != null) {
			body.writeTo(out);
		}
	}

	/**
	 * Set a header of the signature. Replaces other headers of the same name.
	 * @param name the name
	 * @param value the value
	 * @throws IllegalArgumentException if the header cannot be sent or must not be
	 * changed
	 */
	public void setHeader(String name, String value) {
		HeaderSyntax.requireToken("The name of a signature's header", name);
		HeaderSyntax.requireFieldValue("The header " + name, value);
		if (FIXED.contains(name.toLowerCase(Locale.ROOT))) {
			throw new IllegalArgumentException("A signature must not change the header " + name);
		}
		this.request.removeHeaders(name);
		this.request.addHeader(new SignatureHeader(this.signature, name, value));
	}

	@Override
	public String toString() {
		return "RequestToSign";
	}

}
