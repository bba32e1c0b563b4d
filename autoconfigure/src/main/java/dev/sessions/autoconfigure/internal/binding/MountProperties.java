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

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.NestedConfigurationProperty;

/**
 * The properties of a mount.
 *
 * @param timeout Timeouts of a call.
 * @param pool Connection pool.
 * @param retry When and how often a request is retried.
 * @param redirects Whether redirects are followed, and how many.
 * @param proxy Proxy that requests are sent through.
 * @param ssl TLS of connections.
 * @param compression Whether compressed responses are requested and decoded.
 * @param limits Size limits of responses.
 * @param circuitBreaker Circuit breaker that stops requests to a failing server.
 * @param rateLimit Limit of requests per period.
 * @param bulkhead Limit of concurrent calls.
 */
record MountProperties(@NestedConfigurationProperty @Nullable TimeoutProperties timeout,
		@NestedConfigurationProperty @Nullable PoolProperties pool,
		@NestedConfigurationProperty @Nullable RetryProperties retry,
		@NestedConfigurationProperty @Nullable RedirectProperties redirects,
		@NestedConfigurationProperty @Nullable ProxyProperties proxy,
		@NestedConfigurationProperty @Nullable SslProperties ssl, @Nullable Boolean compression,
		@NestedConfigurationProperty @Nullable LimitProperties limits,
		@NestedConfigurationProperty @Nullable CircuitBreakerProperties circuitBreaker,
		@NestedConfigurationProperty @Nullable RateLimitProperties rateLimit,
		@NestedConfigurationProperty @Nullable BulkheadProperties bulkhead) implements TransportProperties {

}
