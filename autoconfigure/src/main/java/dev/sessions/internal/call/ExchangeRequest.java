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

import java.util.Set;
import java.util.TreeSet;

import dev.sessions.internal.net.RequestTarget;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.concurrent.CancellableDependency;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * A request that other threads can cancel while it waits for, opens or uses a connection.
 */
public final class ExchangeRequest extends BasicClassicHttpRequest implements CancellableDependency {

	private static final long serialVersionUID = 1L;

	private final transient RequestTarget target;

	private final @Nullable String fragment;

	private transient @Nullable Set<String> leftOut;

	private transient volatile @Nullable Cancellable dependency;

	private transient volatile boolean cancelled;

	/**
	 * Create a request.
	 * @param method the method
	 * @param target the target
	 * @param path the path and query as sent
	 * @param fragment the fragment of the URI, which is not sent, or {@code null} for
	 * none
	 */
	public ExchangeRequest(String method, RequestTarget target, String path, @Nullable String fragment) {
		super(method, target.host().getSchemeName(), target.authority(), path);
		this.target = target;
		this.fragment = fragment;
	}

	/**
	 * The target of the request.
	 * @return the target
	 */
	public RequestTarget target() {
		return this.target;
	}

	/**
	 * The fragment of the URI, which is not sent.
	 * @return the fragment, encoded, or {@code null} for none
	 */
	public @Nullable String fragment() {
		return this.fragment;
	}

	/**
	 * Omit a default header of the session.
	 * @param name the name of the header
	 */
	public void leaveOut(String name) {
		if (this.leftOut == null) {
			this.leftOut = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		}
		this.leftOut.add(name);
	}

	boolean leavesOut(String name) {
		return this.leftOut != null && this.leftOut.contains(name);
	}

	@Override
	public void setDependency(Cancellable dependency) {
		this.dependency = dependency;
		if (this.cancelled) {
			dependency.cancel();
		}
	}

	@Override
	public boolean isCancelled() {
		return this.cancelled;
	}

	@Override
	public boolean cancel() {
		this.cancelled = true;
		Cancellable current = this.dependency;
		return current != null && current.cancel();
	}

}
