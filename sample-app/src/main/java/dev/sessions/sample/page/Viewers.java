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

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The open pages. A slow viewer misses events and delays no other; a closed one is
 * detected by the next event. All are closed before the web server stops, which would
 * otherwise wait for them.
 */
@Component
class Viewers implements SmartLifecycle, DisposableBean {

	static final int MAX = 16;

	private static final Duration RECONNECT = Duration.ofSeconds(2);

	private static final Duration LONGEST_STAY = Duration.ofHours(1);

	private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();

	/**
	 * At most one thread for each viewer, and only while an event is sent to it.
	 */
	private final ExecutorService threads = new ThreadPoolExecutor(0, MAX, 5, TimeUnit.SECONDS,
			new SynchronousQueue<>(), daemonThreads());

	private volatile boolean running;

	private static CustomizableThreadFactory daemonThreads() {
		CustomizableThreadFactory factory = new CustomizableThreadFactory("viewer-");
		factory.setDaemon(true);
		return factory;
	}

	/**
	 * Add a viewer, up to the maximum. Not thread-safe.
	 */
	SseEmitter add(String event, String data) {
		if (this.viewers.size() >= MAX) {
			throw new TooManyViewersException(MAX);
		}
		Viewer viewer = new Viewer();
		viewer.send(event, data);
		return viewer.emitter;
	}

	void tell(String event, String data) {
		for (Viewer viewer : this.viewers) {
			if (viewer.busy.compareAndSet(false, true)) {
				this.threads.execute(() -> {
					viewer.send(event, data);
					viewer.busy.set(false);
				});
			}
		}
	}

	int count() {
		return this.viewers.size();
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		this.viewers.forEach((viewer) -> viewer.emitter.complete());
	}

	/**
	 * A stopped context may be restarted.
	 */
	@Override
	public void destroy() {
		this.threads.shutdown();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * An open page.
	 */
	private final class Viewer {

		private final SseEmitter emitter = new SseEmitter(LONGEST_STAY.toMillis());

		private final AtomicBoolean busy = new AtomicBoolean();

		Viewer() {
			Viewers.this.viewers.add(this);
			this.emitter.onCompletion(() -> Viewers.this.viewers.remove(this));
			this.emitter.onTimeout(this.emitter::complete);
			this.emitter.onError((ex) -> Viewers.this.viewers.remove(this));
		}

		void send(String event, String data) {
			try {
				this.emitter.send(SseEmitter.event().name(event).reconnectTime(RECONNECT.toMillis()).data(data));
			}
			catch (IOException | IllegalStateException ex) {
				Viewers.this.viewers.remove(this);
			}
		}

	}

}
