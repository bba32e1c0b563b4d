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

package dev.sessions.autoconfigure;

import dev.sessions.Credentials;
import dev.sessions.Session;
import dev.sessions.testsupport.AwsKeys;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.SigV4;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of configured sessions whose requests are signed.
 */
class AwsSessionTests {

	@AutoClose
	private final AwsKeys unusedKeys = AwsKeys.set(SigV4.KEY_ID, SigV4.SECRET, null);

	@AutoClose
	private final ScriptedServer api = ScriptedServer.start()
		.otherwise(new SigV4(SigV4.SECRET, "execute-api").verifying(Reply.ok("accepted")));

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SessionsAutoConfiguration.class))
		.withPropertyValues("sessions.shop.base-url=" + this.api.url());

	@Test
	void keysSuffice() {
		this.runner
			.withPropertyValues("sessions.shop.auth.aws.region=eu-west-1", "sessions.shop.auth.aws.service=execute-api")
			.run((context) -> assertThat(context.getBean(Session.class).get("/").text()).isEqualTo("accepted"));
		assertThat(this.api.request().header("Authorization")).contains("/eu-west-1/execute-api/aws4_request");
	}

	@ParameterizedTest
	@ValueSource(strings = { "software.amazon.awssdk.auth", "software.amazon.awssdk.http.auth" })
	void withoutTheSdkTheArtifactsAreNamed(String missing) {
		this.runner.withClassLoader(new FilteredClassLoader(missing))
			.withPropertyValues("sessions.shop.auth.aws.region=eu-west-1", "sessions.shop.auth.aws.service=s3")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("sessions.shop.auth.aws needs AWS' SDK, which is not on the class path")
				.hasMessageContaining("software.amazon.awssdk:auth and software.amazon.awssdk:http-auth-aws"));
	}

	@Test
	void withoutTheSdkOtherSignersWork() {
		this.api.otherwise(Reply.ok("accepted"));
		this.runner.withClassLoader(new FilteredClassLoader("software.amazon"))
			.withBean(dev.sessions.SessionCustomizer.class,
					() -> (name, session) -> session
						.auth(Credentials.signed((request) -> request.setHeader("Authorization", "Test x"))))
			.run((context) -> assertThat(context.getBean(Session.class).get("/").text()).isEqualTo("accepted"));
		assertThat(this.api.request().header("Authorization")).isEqualTo("Test x");
	}

}
