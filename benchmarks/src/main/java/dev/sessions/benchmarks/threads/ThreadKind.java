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

package dev.sessions.benchmarks.threads;

import java.util.concurrent.ThreadFactory;

/**
 * The kind of the calling threads.
 */
public enum ThreadKind {

	/**
	 * An operating system thread.
	 */
	PLATFORM,

	/**
	 * A virtual thread, since Java 21.
	 */
	VIRTUAL;

	/**
	 * Whether this JVM supports such threads.
	 * @return whether they are supported
	 */
	public boolean isPresent() {
		return this == PLATFORM || Runtime.version().feature() >= 21;
	}

	/**
	 * Return a factory of such threads.
	 * @return the factory
	 */
	public ThreadFactory factory() {
		return (this == PLATFORM) ? Thread::new : virtual();
	}

	/**
	 * {@code Thread.ofVirtual().factory()}, called by reflection because Java 17 cannot
	 * compile it.
	 */
	private static ThreadFactory virtual() {
		try {
			Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
			Class<?> type = Class.forName("java.lang.Thread$Builder");
			return (ThreadFactory) type.getMethod("factory").invoke(builder);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("Virtual threads need Java 21", ex);
		}
	}

}
