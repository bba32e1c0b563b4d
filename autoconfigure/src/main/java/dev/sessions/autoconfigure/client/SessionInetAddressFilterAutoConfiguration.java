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

package dev.sessions.autoconfigure.client;

import java.util.Optional;

import dev.sessions.SessionCustomizer;
import dev.sessions.autoconfigure.SessionsAutoConfiguration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.http.client.InetAddressFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.util.function.SingletonSupplier;

/**
 * Auto-configuration that restricts sessions to addresses that pass the application's
 * {@link InetAddressFilter}, as Spring Boot's own clients are.
 */
@AutoConfiguration(before = SessionsAutoConfiguration.class)
@ConditionalOnClass(InetAddressFilter.class)
public final class SessionInetAddressFilterAutoConfiguration {

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	SessionCustomizer namedSessionAddressFilters(ObjectProvider<InetAddressFilter> filters) {
		SingletonSupplier<Optional<SpringAddressFilter>> filter = SingletonSupplier
			.of(() -> Optional.ofNullable(filters.getIfAvailable()).map(SpringAddressFilter::new));
		return (name, builder) -> filter.obtain()
			.ifPresent((present) -> builder.egress((egress) -> egress.withAddressFilter(present)));
	}

}
