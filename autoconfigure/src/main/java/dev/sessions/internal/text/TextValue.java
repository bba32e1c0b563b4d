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
 * The text form of values for a query, a path or a form. Types without a text form are
 * rejected, because their {@code toString} is meant for debugging only.
 */
public final class TextValue {

	private TextValue() {
	}

	/**
	 * Pass each text of a value to a consumer, in order. There is none for {@code null}
	 * and an empty {@link Optional}, and one for each element of an {@link Iterable}, an
	 * {@link Iterator}, a {@link java.util.stream.Stream} or an array, nested ones
	 * included.
	 * @param what what the value is, for the message
	 * @param value the value
	 * @param target receives the texts
	 * @throws IllegalArgumentException if a value has no text form
	 */
	public static void each(String what, @Nullable Object value, Consumer<String> target) {
		elements(value, (element) -> target.accept(of(what, element)));
	}

	/**
	 * Pass each element of a value to a consumer, in order, as {@link #each} does.
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
	 * Return whether a value consists of other values, or may be empty.
	 * @param value the value
	 * @return whether the result of {@link #elements} may differ from the value itself
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
	 * Return the text of one value.
	 * @param what what the value is, for the message
	 * @param value the value
	 * @return its text
	 * @throws IllegalArgumentException if it has no text form
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
	 * Return whether a text is meant for debugging, like the {@code toString} of
	 * {@code Object}, of records and of generated code.
	 */
	private static boolean isDescription(String text, Object value) {
		Class<?> type = value.getClass();
		String name = type.getSimpleName();
		boolean ofFields = !name.isEmpty() && text.startsWith(name) && text.length() > name.length()
				&& "[({@".indexOf(text.charAt(name.length())) >= 0;
		return ofFields || text.startsWith(type.getName() + "@");
	}

}
