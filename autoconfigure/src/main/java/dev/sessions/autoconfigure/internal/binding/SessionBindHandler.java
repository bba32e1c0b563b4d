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

package dev.sessions.autoconfigure.internal.binding;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.convert.Delimiter;
import org.springframework.core.annotation.MergedAnnotation;

/**
 * Binds the value of a header or parameter unchanged; the binder would split it at its
 * commas. Rejects empty elements of lists.
 */
class SessionBindHandler extends AbstractBindHandler {

	private static final Delimiter NO_DELIMITER = MergedAnnotation
		.of(Delimiter.class, Map.of(MergedAnnotation.VALUE, Delimiter.NONE))
		.synthesize();

	@Override
	public <T> @Nullable Bindable<T> onStart(ConfigurationPropertyName name, Bindable<T> target, BindContext context) {
		boolean valueOfMap = target.getType().resolve() == List.class;
		return valueOfMap ? target.withAnnotations(NO_DELIMITER) : target;
	}

	@Override
	public Object onSuccess(ConfigurationPropertyName name, Bindable<?> target, BindContext context, Object result) {
		if (target.getType().resolve() == Set.class && result instanceof Collection<?> elements
				&& elements.stream().anyMatch((element) -> element == null || element.toString().isBlank())) {
			throw new EmptyElementException();
		}
		return result;
	}

	/**
	 * Thrown if an element of a list is empty.
	 */
	static final class EmptyElementException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

}
