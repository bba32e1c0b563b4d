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

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import dev.sessions.internal.pool.CloseReason;
import dev.sessions.internal.retry.Retry;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.core5.http.HttpConnection;

/**
 * A composite of several listeners, notified in the order of their addition.
 *
 * @param listeners the listeners
 */
public record TransportListeners(List<TransportListener> listeners) implements TransportListener {

	/**
	 * Adds a listener.
	 * @param present the listeners so far
	 * @param listener the listener to add
	 * @return the combined listener, or {@code present} itself if it contains the
	 * listener
	 */
	public static TransportListener with(TransportListener present, TransportListener listener) {
		if (present == NONE || present.equals(listener)) {
			return (present != NONE) ? present : listener;
		}
		List<TransportListener> all = new ArrayList<>(
				(present instanceof TransportListeners several) ? several.listeners() : List.of(present));
		if (all.contains(listener)) {
			return present;
		}
		all.add(listener);
		return new TransportListeners(List.copyOf(all));
	}

	private void tell(Consumer<TransportListener> what) {
		for (TransportListener listener : this.listeners) {
			what.accept(listener);
		}
	}

	@Override
	public void begun(ExchangeContext call) {
		tell((listener) -> listener.begun(call));
	}

	@Override
	public void retrying(ExchangeContext call, Retry retry) {
		tell((listener) -> listener.retrying(call, retry));
	}

	@Override
	public void retried(ExchangeContext call, Retry retry) {
		tell((listener) -> listener.retried(call, retry));
	}

	@Override
	public void redirected(ExchangeContext call) {
		tell((listener) -> listener.redirected(call));
	}

	@Override
	public void timed(TimedStep step, long nanos, boolean success) {
		tell((listener) -> listener.timed(step, nanos, success));
	}

	@Override
	public void tokenWait(long nanos) {
		tell((listener) -> listener.tokenWait(nanos));
	}

	@Override
	public void opened(HttpConnection connection) {
		tell((listener) -> listener.opened(connection));
	}

	@Override
	public void leased(HttpRoute route, long waitedNanos, boolean reused) {
		tell((listener) -> listener.leased(route, waitedNanos, reused));
	}

	@Override
	public void closed(HttpRoute route, CloseReason reason) {
		tell((listener) -> listener.closed(route, reason));
	}

}
