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

package dev.sessions.internal.concurrent;

import org.apache.hc.core5.concurrent.Cancellable;

/**
 * The context of a call, for policies that make it wait.
 */
public interface WaitScope {

	/**
	 * The time source of the call.
	 * @return the time source
	 */
	TimeSource time();

	/**
	 * The waits of the call.
	 * @return the waits
	 */
	CallWaits waits();

	/**
	 * Register an action that ends a wait of another kind when the call is cancelled. It
	 * replaces the action of an earlier wait. The connection of the call, if it has one,
	 * is closed as well.
	 * @param cancellable the action, which may be called by another thread
	 */
	void cancelWith(Cancellable cancellable);

	/**
	 * Return whether the call was cancelled because its thread was interrupted.
	 * @return whether it was
	 */
	boolean wasInterrupted();

}
