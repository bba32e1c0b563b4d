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

package dev.sessions.internal.text;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.BaseStream;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.InputStreamSource;
import org.springframework.util.ObjectUtils;

/**
 * The text of values that go into a query, a path or a form. A type without a text of its
 * own is refused, because its {@code toString} is meant for debugging only.
 */
public final class TextValue {

	private TextValue() {
	}

	/**
	 * Pass on each text of a value, in order: none of {@code null} and of an empty
	 * {@link Optional}, one for each element of an {@link Iterable}, an {@link Iterator},
	 * a {@link java.util.stream.Stream} or an array, also nested ones.
	 * @param what what the value is, for the message
	 * @param value the value
	 * @param target receives the texts
	 * @throws IllegalArgumentException if a value has no text
	 */
	public static void each(String what, @Nullable Object value, Consumer<String> target) {
		elements(value, (element) -> target.accept(of(what, element)));
	}

	/**
	 * Pass on each element of a value, in order, as {@link #each} does.
	 * @param value the value
	 * @param target receives the elements, none of which is {@code null}
	 */
	public static void elements(@Nullable Object value, Consumer<Object> target) {
		if (value instanceof Optional<?> optional) {
			elements(optional.orElse(null), target);
		}
		else if (value instanceof Iterable<?> values && !(value instanceof Path)) {
			values.forEach((element) -> elements(element, target));
		}
		else if (value instanceof Iterator<?> values) {
			values.forEachRemaining((element) -> elements(element, target));
		}
		else if (value instanceof BaseStream<?, ?> values) {
			elements(values.iterator(), target);
		}
		else if (ObjectUtils.isArray(value) && !(value instanceof byte[])) {
			elements(Arrays.asList(ObjectUtils.toObjectArray(value)), target);
		}
		else if (value != null) {
			target.accept(value);
		}
	}

	/**
	 * Whether a value consists of others, or may be none.
	 * @param value the value
	 * @return whether {@link #elements} passes on anything but the value itself
	 */
	public static boolean hasElements(Object value) {
		if (value instanceof String || value instanceof Integer || value instanceof Long) {
			return false;
		}
		return value instanceof Optional<?> || (value instanceof Iterable<?> && !(value instanceof Path))
				|| value instanceof Iterator<?> || value instanceof BaseStream<?, ?>
				|| (value.getClass().isArray() && !(value instanceof byte[]));
	}

	/**
	 * The text of one value.
	 * @param what what the value is, for the message
	 * @param value the value
	 * @return its text
	 * @throws IllegalArgumentException if it has none
	 */
	public static String of(String what, Object value) {
		if (value instanceof String || value instanceof Number || value instanceof Boolean || value instanceof Enum<?>
				|| value instanceof Character || value instanceof CharSequence) {
			return value.toString();
		}
		String text = isContent(value) ? null : value.toString();
		if (text == null || isDescription(text, value)) {
			throw new IllegalArgumentException(
					what + " is of the type " + value.getClass().getName() + ", which has no text; give it as a text");
		}
		return text;
	}

	private static boolean isContent(Object value) {
		return value instanceof byte[] || value instanceof ByteBuffer || value instanceof Map<?, ?>
				|| value instanceof AutoCloseable || value instanceof InputStreamSource;
	}

	/**
	 * Whether a text is meant for debugging, as {@code toString} of {@code Object}, of
	 * records and of code generators is.
	 */
	private static boolean isDescription(String text, Object value) {
		Class<?> type = value.getClass();
		String name = type.getSimpleName();
		boolean ofFields = !name.isEmpty() && text.startsWith(name) && text.length() > name.length()
				&& "[({@".indexOf(text.charAt(name.length())) >= 0;
		return ofFields || text.startsWith(type.getName() + "@");
	}

}
