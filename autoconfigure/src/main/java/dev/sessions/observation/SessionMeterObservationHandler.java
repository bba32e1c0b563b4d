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

package dev.sessions.observation;

import java.util.ArrayList;
import java.util.List;

import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.observation.MeterObservationHandler;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * Replaces Micrometer's handler for the calls of sessions. It looks up their meters once
 * for each combination of key values, instead of twice for each call. The meters are the
 * same. Micrometer's handler still handles other observations, failed calls, and calls
 * with additional key values. Thread-safe.
 */
public final class SessionMeterObservationHandler extends DefaultMeterObservationHandler {

	private final MeterObservationHandler<Observation.Context> micrometers;

	private final MeterRegistry registry;

	/**
	 * Replaced when a meter is removed from the registry, so that all meters are looked
	 * up again.
	 */
	private volatile Object generation = new Object();

	/**
	 * Create a handler.
	 * @param micrometers the handler of Micrometer
	 * @param registry the registry of that handler
	 */
	public SessionMeterObservationHandler(DefaultMeterObservationHandler micrometers, MeterRegistry registry) {
		super(registry);
		this.micrometers = micrometers;
		this.registry = registry;
		registry.config().onMeterRemoved((removed) -> this.generation = new Object());
	}

	@Override
	public void onStart(Observation.Context context) {
		CallKeyValues common = (context instanceof CallContext call) ? call.common() : null;
		if (common == null) {
			this.micrometers.onStart(context);
			return;
		}
		CallMeters meters = common.meters();
		if (meters == null || meters.generation() != this.generation) {
			this.micrometers.onStart(context);
			common.meters(new CallMeters(this.generation, null, active(context)));
			return;
		}
		LongTaskTimer active = meters.active();
		((CallContext) context).started(Timer.start(this.registry), (active != null) ? active.start() : null);
	}

	/**
	 * Return the timer of running calls, or {@code null} if Micrometer's handler does not
	 * count them.
	 */
	private @Nullable LongTaskTimer active(Observation.Context context) {
		return context.containsKey(LongTaskTimer.Sample.class)
				? this.registry.more().longTaskTimer(context.getName() + ".active", tags(context)) : null;
	}

	@Override
	public void onStop(Observation.Context context) {
		Timer.Sample sample = (context instanceof CallContext call) ? call.sample() : null;
		if (sample == null) {
			this.micrometers.onStop(context);
			return;
		}
		CallContext call = (CallContext) context;
		LongTaskTimer.Sample active = call.activeSample();
		CallKeyValues common = call.common();
		if (common == null || call.getError() != null) {
			call.put(Timer.Sample.class, sample);
			if (active != null) {
				call.put(LongTaskTimer.Sample.class, active);
			}
			this.micrometers.onStop(call);
			return;
		}
		sample.stop(timer(call, common));
		if (active != null) {
			active.stop();
		}
	}

	private Timer timer(CallContext call, CallKeyValues common) {
		CallMeters meters = common.meters();
		Timer known = (meters != null && meters.generation() == this.generation) ? meters.timer() : null;
		if (known != null) {
			return known;
		}
		Object current = this.generation;
		List<Tag> tags = tags(call);
		tags.add(Tag.of("error", KeyValue.NONE_VALUE));
		Timer timer = this.registry.timer(String.valueOf(call.getName()), tags);
		common.meters(new CallMeters(current, timer, null));
		return timer;
	}

	private static List<Tag> tags(Observation.Context context) {
		List<Tag> tags = new ArrayList<>();
		context.getLowCardinalityKeyValues()
			.forEach((keyValue) -> tags.add(Tag.of(keyValue.getKey(), keyValue.getValue())));
		return tags;
	}

	@Override
	public void onEvent(Observation.Event event, Observation.Context context) {
		this.micrometers.onEvent(event, context);
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return this.micrometers.supportsContext(context);
	}

}
