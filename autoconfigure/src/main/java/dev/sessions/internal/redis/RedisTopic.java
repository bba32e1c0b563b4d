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

package dev.sessions.internal.redis;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import dev.sessions.internal.shared.SharedListener;
import dev.sessions.internal.shared.SharedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listeners of a topic. A failure of one listener does not affect the others.
 * Thread-safe.
 */
final class RedisTopic {

	private static final Logger logger = LoggerFactory.getLogger(RedisTopic.class);

	private final String name;

	private final List<SharedListener> listeners = new CopyOnWriteArrayList<>();

	/**
	 * Create a topic without listeners.
	 * @param name the name of the topic
	 */
	RedisTopic(String name) {
		this.name = name;
	}

	/**
	 * Add a listener.
	 * @param listener the listener
	 */
	void add(SharedListener listener) {
		this.listeners.add(listener);
	}

	/**
	 * Remove a listener.
	 * @param listener the listener
	 * @return whether the last listener was removed
	 */
	boolean removeLast(SharedListener listener) {
		return this.listeners.remove(listener) && this.listeners.isEmpty();
	}

	/**
	 * Notify the listeners that changes may have been missed.
	 */
	void missed() {
		tell(SharedListener::missed);
	}

	/**
	 * Notify the listeners of a message.
	 * @param body the message, which may be invalid
	 * @param own the writer whose messages are ignored
	 */
	void received(byte[] body, String own) {
		try {
			RedisMessage message = RedisMessage.read(body);
			if (!message.writer().equals(own)) {
				SharedMap map = new SharedMap(this.name, message.map());
				tell((listener) -> listener.changed(map, message.entries()));
			}
		}
		catch (IllegalArgumentException ex) {
			logger.debug("Ignored an invalid message from the shared store: {}", ex.toString());
		}
	}

	private void tell(Consumer<SharedListener> event) {
		for (SharedListener listener : this.listeners) {
			try {
				event.accept(listener);
			}
			catch (RuntimeException | Error ex) {
				logger.warn("A listener to changes of the shared store failed", ex);
			}
		}
	}

}
