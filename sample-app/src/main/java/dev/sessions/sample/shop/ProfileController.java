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

package dev.sessions.sample.shop;

import dev.sessions.Session;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows the profile of the customer that the session logs in as.
 */
@RestController
class ProfileController {

	private final Session shop;

	ProfileController(Session shop) {
		this.shop = shop;
	}

	@GetMapping("/profile")
	@Nullable Profile profile() {
		return this.shop.get("/profile").as(Profile.class);
	}

	/**
	 * A customer.
	 *
	 * @param name the name
	 * @param email the address
	 */
	record Profile(String name, String email) {

	}

}
