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

package dev.sessions.documentation;

/**
 * A fenced block of a page.
 *
 * @param page the file name of the page
 * @param line the number of its first line, from 1
 * @param language the first word after the fence, which may be empty
 * @param note the text after that word, such as {@code (OpenFeign)} for a fragment of
 * another library
 * @param code the content of the block
 */
public record Fence(String page, int line, String language, String note, String code) {

	@Override
	public String toString() {
		return this.page + ":" + this.line;
	}

}
