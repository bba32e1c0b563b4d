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

package dev.sessions.internal.redis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.sessions.testsupport.CertificateAuthority;
import dev.sessions.testsupport.RedisServer;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.SslOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Tests of a Redis that is connected over TLS.
 */
@Tag("external-program")
class RedisTlsStoreTests extends RedisStoreContract {

	@TempDir
	private static Path files;

	private static RedisServer redis;

	private static LettuceConnectionFactory factory;

	@BeforeAll
	static void start() throws IOException {
		CertificateAuthority authority = CertificateAuthority.named("Redis");
		Path trusted = Files.writeString(files.resolve("authority.pem"), authority.pem());
		redis = RedisServer.startTls(Files.writeString(files.resolve("server.pem"), authority.server().pemChain()),
				Files.writeString(files.resolve("server.key"), authority.server().pemKey()));
		factory = new LettuceConnectionFactory(new RedisStandaloneConfiguration("localhost", redis.port()),
				LettuceClientConfiguration.builder()
					.clientOptions(ClientOptions.builder()
						.sslOptions(SslOptions.builder().trustManager(trusted.toFile()).build())
						.build())
					.useSsl()
					.build());
		factory.afterPropertiesSet();
	}

	@AfterAll
	static void stop() {
		factory.destroy();
		redis.close();
	}

	@Override
	LettuceConnectionFactory connections() {
		return factory;
	}

	@Override
	void flush() {
		factory.getConnection().serverCommands().flushAll();
	}

}
