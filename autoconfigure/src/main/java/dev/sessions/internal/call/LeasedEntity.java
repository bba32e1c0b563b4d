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
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/**
 * A response's body that gives its connection back when it was read or closed.
 */
final class LeasedEntity extends ReadEntity {

	private final Lease lease;

	private @Nullable LeasedInputStream content;

	LeasedEntity(HttpEntity entity, Lease lease) {
		super(entity);
		this.lease = lease;
	}

	Lease lease() {
		return this.lease;
	}

	@Override
	public boolean isRepeatable() {
		return false;
	}

	@Override
	public InputStream getContent() throws IOException {
		if (this.content == null) {
			this.content = new LeasedInputStream(super.getContent(), this.lease, getContentLength());
		}
		return this.content;
	}

	@Override
	public void close() throws IOException {
		getContent().close();
	}

}
