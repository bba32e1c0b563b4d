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

package dev.sessions.internal.shared;

import java.util.List;

/**
 * Listener for changes of other instances. Called by threads of the store; must not
 * block.
 */
public interface SharedListener {

	/**
	 * Called when another instance has merged entries into a map.
	 * @param map the map
	 * @param entries the entries that won
	 */
	void changed(SharedMap map, List<SharedEntry> entries);

	/**
	 * Called when changes may have been missed because the connection was lost.
	 */
	void missed();

}
