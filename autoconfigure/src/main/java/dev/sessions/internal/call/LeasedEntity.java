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

package dev.sessions.internal.call;

import java.io.IOException;
import java.io.InputStream;

import dev.sessions.internal.body.ReadEntity;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/**
 * A response body that holds the lease of its connection until it has been read or
 * closed.
 */
final class LeasedEntity extends ReadEntity {

	private final ExecRuntime runtime;

	private final @Nullable ExchangeContext call;

	private @Nullable WatchedLease watched;

	private @Nullable LeasedInputStream content;

	LeasedEntity(HttpEntity entity, ExecChain.Scope scope) {
		super(entity);
		this.runtime = scope.execRuntime;
		this.call = (scope.clientContext instanceof ExchangeContext exchange) ? exchange : null;
	}

	/**
	 * Sets the watched lease, which is ended with this one.
	 */
	void watchedBy(WatchedLease watched) {
		this.watched = watched;
	}

	@Override
	public boolean isRepeatable() {
		return false;
	}

	@Override
	public InputStream getContent() throws IOException {
		if (this.content == null) {
			this.content = new LeasedInputStream(super.getContent(), this, getContentLength());
		}
		return this.content;
	}

	@Override
	public void close() throws IOException {
		getContent().close();
	}

	/**
	 * Return the connection to the pool, to be reused if both server and client keep it
	 * open.
	 */
	void release() {
		this.runtime.releaseEndpoint();
		ended();
	}

	/**
	 * Close the connection. Closing it again does nothing.
	 */
	void discard() {
		this.runtime.discardEndpoint();
		ended();
	}

	private void ended() {
		if (this.watched != null) {
			this.watched.end();
		}
		if (this.call != null) {
			this.call.released();
		}
	}

}
