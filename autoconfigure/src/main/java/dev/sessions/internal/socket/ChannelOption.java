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

package dev.sessions.internal.socket;

import java.net.SocketOption;

/**
 * A socket option supported only by channel sockets. A TLS socket passes it to the
 * underlying socket, through any number of layers.
 *
 * @param <T> the type of the values
 * @param name the name of the option
 * @param type the type of the values
 */
record ChannelOption<T>(String name, Class<T> type) implements SocketOption<T> {

	@Override
	public String toString() {
		return this.name;
	}

}
