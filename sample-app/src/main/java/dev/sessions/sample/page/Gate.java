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

package dev.sessions.sample.page;

import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClientException;

/**
 * Limits the number of concurrent tasks. A failed call is an outcome as well, because it
 * was made as requested.
 */
class Gate {

	private final Semaphore places;

	private final String whenFull;

	Gate(int places, String whenFull) {
		this.places = new Semaphore(places);
		this.whenFull = whenFull;
	}

	ResponseEntity<Outcome> enter(Callable<Outcome> work) throws Exception {
		if (!this.places.tryAcquire()) {
			return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS).body(Outcome.bad(this.whenFull));
		}
		try {
			return ResponseEntity.ok(work.call());
		}
		catch (RestClientException ex) {
			return ResponseEntity.ok(Outcome.bad(ex.getClass().getSimpleName() + ": " + ex.getMessage()));
		}
		finally {
			this.places.release();
		}
	}

}
