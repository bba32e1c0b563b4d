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
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A spliterator over the pages of a list, which fetches each page on demand.
 */
final class Pages extends Spliterators.AbstractSpliterator<Response> {

	private static final Logger logger = LoggerFactory.getLogger(Session.class);

	private final String session;

	private final Function<@Nullable URI, Response> source;

	private final Predicate<URI> origins;

	private final Function<Response, SessionException> loop;

	private final PagesSeen seen = new PagesSeen();

	private @Nullable Response last;

	private @Nullable RuntimeException failure;

	private volatile boolean closed;

	/**
	 * Create pages.
	 * @param session the name of the session
	 * @param source the function that fetches the page at a URI, or the first page for
	 * {@code null}
	 * @param origins the test whether a page may be fetched from a URI
	 * @param loop the function that creates the failure for a page whose next page was
	 * read before
	 */
	Pages(String session, Function<@Nullable URI, Response> source, Predicate<URI> origins,
			Function<Response, SessionException> loop) {
		super(Long.MAX_VALUE, ORDERED | NONNULL);
		this.session = session;
		this.source = source;
		this.origins = origins;
		this.loop = loop;
	}

	Stream<Response> stream() {
		return StreamSupport.stream(this, false).onClose(() -> this.closed = true);
	}

	/**
	 * After a failure, every call fails with the same exception, so that an incomplete
	 * list never appears to be complete.
	 */
	@Override
	public boolean tryAdvance(Consumer<? super Response> action) {
		if (this.failure != null && !this.closed) {
			throw this.failure;
		}
		Response page;
		try {
			page = fetch();
		}
		catch (RuntimeException ex) {
			this.failure = ex;
			throw ex;
		}
		if (page != null) {
			action.accept(page);
		}
		return page != null;
	}

	private @Nullable Response fetch() {
		Response previous = this.last;
		URI next = (previous != null && !this.closed) ? next(previous) : null;
		if (this.closed || (previous != null && next == null)) {
			this.closed = true;
			return null;
		}
		Response page = this.source.apply(next);
		this.seen.add(page.uri());
		this.last = page;
		return page;
	}

	private @Nullable URI next(Response page) {
		Link link = page.ok() ? page.links().get("next") : null;
		if (link == null) {
			return null;
		}
		if (!this.origins.test(link.uri())) {
			// without a warning, the missing pages would go unnoticed
			logger.warn(
					"Session '{}': the pages end early. {} links to a next page at {}, which is not an allowed origin;"
							+ " to follow such links, add it to auth.allowed-origins",
					this.session, CallUris.withoutQuery(page.uri()), origin(link.uri()));
			return null;
		}
		if (!this.seen.isNew(link.uri())) {
			throw this.loop.apply(page);
		}
		return link.uri();
	}

	private static String origin(URI uri) {
		String authority = uri.getRawAuthority();
		return uri.getScheme()
				+ ((authority != null) ? "://" + authority.substring(authority.lastIndexOf('@') + 1) : ":");
	}

}
