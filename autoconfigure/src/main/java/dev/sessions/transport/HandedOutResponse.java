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

package dev.sessions.transport;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ref.Reference;

import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * A response as the caller sees it whose body is looked after. The context of the call
 * knows the response within, so only this one tells whether the caller has forgotten it.
 */
final class HandedOutResponse extends BasicClassicHttpResponse {

	private static final long serialVersionUID = 1L;

	private final transient ClassicHttpResponse response;

	private HandedOutResponse(ClassicHttpResponse response, HttpEntity body) {
		super(response.getCode(), response.getReasonPhrase());
		this.response = response;
		setVersion(response.getVersion());
		setHeaders(response.getHeaders());
		setEntity(body);
	}

	/**
	 * Look after the body of a response, if it has one that is still to come.
	 * @param response the response
	 * @param call its call
	 * @return what the caller is to be given
	 */
	static ClassicHttpResponse of(ClassicHttpResponse response, ExchangeContext call) {
		HttpEntity entity = response.getEntity();
		if (entity == null || !entity.isStreaming()
				|| !(call.getAttribute(WatchedLease.ATTRIBUTE) instanceof WatchedLease lease)) {
			return response;
		}
		HandedOutEntity body = new HandedOutEntity(entity);
		HandedOutBody.watch(body, call, lease);
		return new HandedOutResponse(response, body);
	}

	@Override
	public void close() throws IOException {
		try {
			this.response.close();
		}
		finally {
			Reference.reachabilityFence(this);
		}
	}

	/**
	 * Can be reached as long as its stream can, and while that is being read.
	 */
	private static final class HandedOutEntity extends HttpEntityWrapper {

		private @Nullable InputStream content;

		HandedOutEntity(HttpEntity entity) {
			super(entity);
		}

		@Override
		public InputStream getContent() throws IOException {
			if (this.content == null) {
				this.content = new HandedOutStream(super.getContent(), this);
			}
			return this.content;
		}

		@Override
		public void writeTo(OutputStream out) throws IOException {
			try {
				super.writeTo(out);
			}
			finally {
				Reference.reachabilityFence(this);
			}
		}

		@Override
		public void close() throws IOException {
			try {
				super.close();
			}
			finally {
				Reference.reachabilityFence(this);
			}
		}

	}

	/**
	 * Without the fences, the last read of a stream could lose it while it waits.
	 */
	private static final class HandedOutStream extends FilterInputStream {

		private final HttpEntity entity;

		HandedOutStream(InputStream in, HttpEntity entity) {
			super(in);
			this.entity = entity;
		}

		@Override
		public int read() throws IOException {
			try {
				return super.read();
			}
			finally {
				Reference.reachabilityFence(this.entity);
			}
		}

		@Override
		public int read(byte[] buffer, int offset, int length) throws IOException {
			try {
				return super.read(buffer, offset, length);
			}
			finally {
				Reference.reachabilityFence(this.entity);
			}
		}

		@Override
		public long skip(long n) throws IOException {
			try {
				return super.skip(n);
			}
			finally {
				Reference.reachabilityFence(this.entity);
			}
		}

		@Override
		public void close() throws IOException {
			try {
				super.close();
			}
			finally {
				Reference.reachabilityFence(this.entity);
			}
		}

	}

}
