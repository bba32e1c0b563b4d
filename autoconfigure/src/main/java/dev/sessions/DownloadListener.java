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

package dev.sessions;

/**
 * Receives the progress of a download. One listener may serve several downloads; each
 * download calls it in its own thread.
 */
@FunctionalInterface
public interface DownloadListener {

	/**
	 * Called when bytes were received or the download has restarted. The downloading
	 * thread calls it and waits for it. An exception ends the download and reaches its
	 * caller unchanged.
	 * @param bytes the number of bytes of the file received so far, 0 after a restart
	 * @param total the length of the file in bytes, or -1 if it is unknown
	 */
	void progressed(long bytes, long total);

}
