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

package dev.sessions.internal.login;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Reads a hidden field of a login page with jsoup.
 */
public final class LoginPage {

	private LoginPage() {
	}

	/**
	 * Check that the HTML parser is present.
	 * @throws IllegalStateException if jsoup is missing
	 */
	public static void requireParser() {
		if (!ClassUtils.isPresent("org.jsoup.Jsoup", LoginPage.class.getClassLoader())) {
			throw new IllegalStateException("csrf-field needs jsoup: add org.jsoup:jsoup to the class path");
		}
	}

	/**
	 * Find the value of a field.
	 * @param html the page
	 * @param name the name of the field
	 * @return the value of the first input element of that name, or otherwise the content
	 * of the first meta element of that name, or {@code null} if there is neither
	 */
	public static @Nullable String find(String html, String name) {
		Document page = Jsoup.parse(html);
		for (Element input : page.getElementsByTag("input")) {
			if (input.attr("name").equals(name)) {
				return input.attr("value");
			}
		}
		for (Element meta : page.getElementsByTag("meta")) {
			if (meta.attr("name").equals(name)) {
				return meta.attr("content");
			}
		}
		return null;
	}

}
