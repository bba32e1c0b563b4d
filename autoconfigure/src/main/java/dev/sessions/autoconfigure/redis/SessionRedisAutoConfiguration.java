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

package dev.sessions.autoconfigure.redis;

import dev.sessions.autoconfigure.SessionsAutoConfiguration;
import dev.sessions.internal.redis.RedisStore;
import dev.sessions.internal.shared.GuardedStore;
import dev.sessions.settings.StoreHandle;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Auto-configuration of the store that sessions with {@code shared.store: redis} share.
 * No connection is opened unless there is such a session.
 */
@AutoConfiguration(before = SessionsAutoConfiguration.class,
		afterName = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
@ConditionalOnClass({ LettuceConnectionFactory.class, io.lettuce.core.RedisClient.class })
@ConditionalOnSingleCandidate(LettuceConnectionFactory.class)
public final class SessionRedisAutoConfiguration {

	private static final String PREFIX = "sessions";

	@Bean(destroyMethod = "close")
	@Lazy
	@ConditionalOnMissingBean
	StoreHandle namedSessionStore(LettuceConnectionFactory connectionFactory) {
		PlainConnection.warnOf(connectionFactory);
		return new GuardedStore(new RedisStore(connectionFactory, PREFIX));
	}

}
