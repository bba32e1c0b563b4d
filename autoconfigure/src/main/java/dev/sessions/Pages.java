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

import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;

/**
 * The pages of a list, each fetched when it is asked for.
 */
final class Pages extends Spliterators.AbstractSpliterator<Response> {

	private final Function<@Nullable URI, Response> source;

	private final Predicate<URI> origins;

	private final Function<Response, SessionException> loop;

	private final Set<URI> seen = new HashSet<>();

	private @Nullable Response last;

	private volatile boolean closed;

	/**
	 * Create pages.
	 * @param source fetches a page, that of {@code null} being the first
	 * @param origins whether a page may be fetched from there
	 * @param loop the failure for a page that leads back
	 */
	Pages(Function<@Nullable URI, Response> source, Predicate<URI> origins, Function<Response, SessionException> loop) {
		super(Long.MAX_VALUE, ORDERED | NONNULL);
		this.source = source;
		this.origins = origins;
		this.loop = loop;
	}

	Stream<Response> stream() {
		return StreamSupport.stream(this, false).onClose(() -> this.closed = true);
	}

	@Override
	public boolean tryAdvance(Consumer<? super Response> action) {
		Response previous = this.last;
		URI next = (previous != null) ? next(previous) : null;
		if (this.closed || (previous != null && next == null)) {
			return false;
		}
		Response page = this.source.apply(next);
		this.seen.add(page.uri());
		this.last = page;
		action.accept(page);
		return true;
	}

	private @Nullable URI next(Response page) {
		Link link = page.ok() ? page.links().get("next") : null;
		if (link == null || !this.origins.test(link.uri())) {
			return null;
		}
		if (!this.seen.add(link.uri())) {
			throw this.loop.apply(page);
		}
		return link.uri();
	}

}
