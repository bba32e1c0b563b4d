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

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Timer;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

import org.springframework.http.client.observation.ClientRequestObservationContext;

/**
 * The context of an observed call. It refers to the key values that the call has in
 * common with others, and copies them only if one is added or removed. High-cardinality
 * key values are determined on first use; the meters do not use them.
 */
final class CallContext extends ClientRequestObservationContext {

	/**
	 * Determines the key values of high cardinality, or {@code null} if it has done so.
	 */
	private @Nullable CallConvention highCardinality;

	/**
	 * The common key values, or {@code null} if this context has its own.
	 */
	private @Nullable CallKeyValues common;

	private Timer.@Nullable Sample sample;

	private LongTaskTimer.@Nullable Sample activeSample;

	private boolean started;

	CallContext(ObservedRequest request) {
		super(request);
	}

	/**
	 * Use common key values, unless this context has key values of its own.
	 * @return whether the common ones are used
	 */
	boolean use(CallKeyValues common, CallConvention convention) {
		if (this.started && this.common == null) {
			return false;
		}
		if (!this.started) {
			this.started = true;
			this.highCardinality = convention;
		}
		this.common = common;
		return true;
	}

	@Nullable CallKeyValues common() {
		return this.common;
	}

	/**
	 * Store the samples of the meters.
	 */
	void started(Timer.Sample sample, LongTaskTimer.@Nullable Sample activeSample) {
		this.sample = sample;
		this.activeSample = activeSample;
	}

	Timer.@Nullable Sample sample() {
		return this.sample;
	}

	LongTaskTimer.@Nullable Sample activeSample() {
		return this.activeSample;
	}

	private void own() {
		CallKeyValues copied = this.common;
		this.started = true;
		this.common = null;
		if (copied != null) {
			copied.lowCardinality().forEach(super::addLowCardinalityKeyValue);
		}
	}

	private void determineHighCardinality() {
		CallConvention convention = this.highCardinality;
		if (convention != null) {
			this.highCardinality = null;
			convention.highCardinality(this).forEach(super::addHighCardinalityKeyValue);
		}
	}

	@Override
	public Observation.Context addLowCardinalityKeyValue(KeyValue keyValue) {
		own();
		return super.addLowCardinalityKeyValue(keyValue);
	}

	@Override
	public Observation.Context removeLowCardinalityKeyValue(String key) {
		own();
		return super.removeLowCardinalityKeyValue(key);
	}

	@Override
	public KeyValues getLowCardinalityKeyValues() {
		CallKeyValues current = this.common;
		return (current != null) ? current.lowCardinality() : super.getLowCardinalityKeyValues();
	}

	@Override
	public @Nullable KeyValue getLowCardinalityKeyValue(String key) {
		for (KeyValue keyValue : getLowCardinalityKeyValues()) {
			if (keyValue.getKey().equals(key)) {
				return keyValue;
			}
		}
		return null;
	}

	@Override
	public Observation.Context addHighCardinalityKeyValue(KeyValue keyValue) {
		determineHighCardinality();
		return super.addHighCardinalityKeyValue(keyValue);
	}

	@Override
	public Observation.Context removeHighCardinalityKeyValue(String key) {
		determineHighCardinality();
		return super.removeHighCardinalityKeyValue(key);
	}

	@Override
	public KeyValues getHighCardinalityKeyValues() {
		determineHighCardinality();
		return super.getHighCardinalityKeyValues();
	}

	@Override
	public @Nullable KeyValue getHighCardinalityKeyValue(String key) {
		determineHighCardinality();
		return super.getHighCardinalityKeyValue(key);
	}

	@Override
	public String toString() {
		own();
		determineHighCardinality();
		return super.toString();
	}

}
