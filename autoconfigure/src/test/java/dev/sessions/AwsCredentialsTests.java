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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import dev.sessions.testsupport.AwsKeys;
import dev.sessions.testsupport.Gate;
import dev.sessions.testsupport.ReceivedRequest;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests of the sources of AWS credentials, and of calls that wait for them.
 */
@ExtendWith(OutputCaptureExtension.class)
class AwsCredentialsTests {

	@TempDir
	private Path folder;

	@AutoClose
	private final AwsKeys keys = AwsKeys.set(null, null, null);

	@AutoClose
	private final ScriptedServer api = ScriptedServer.start().otherwise(Reply.ok("welcome"));

	/**
	 * The endpoint from which a container obtains its credentials.
	 */
	@AutoClose
	private final ScriptedServer container = ScriptedServer.start();

	@BeforeEach
	void findOnlyTheContainer() throws IOException {
		this.keys.change("aws.sharedCredentialsFile", this.folder.resolve("credentials").toString());
		this.keys.change("aws.configFile", this.folder.resolve("config").toString());
		this.keys.change("aws.disableEc2Metadata", "true");
		this.keys.change("aws.containerCredentialsFullUri", this.container.url("/credentials"));
		Files.writeString(this.folder.resolve("credentials"), "");
		Files.writeString(this.folder.resolve("config"), "");
	}

	@Test
	@DisplayName("RULE 38: concurrent calls request credentials once")
	void requestsCredentialsOnce() throws Exception {
		Gate gate = new Gate();
		this.container.otherwise(gate.then(credentials("AKIDONE", Duration.ofHours(6))));
		ExecutorService threads = Executors.newFixedThreadPool(10);
		try (Session session = session()) {
			List<CompletableFuture<String>> calls = Stream.generate(() -> get(session, threads)).limit(10).toList();
			gate.awaitArrivals(1);
			gate.open();
			assertThat(calls).allSatisfy((call) -> assertThat(call.join()).isEqualTo("welcome"));
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(this.container.requests()).hasSize(1);
		assertThat(this.api.requests()).hasSize(10)
			.allMatch((request) -> isSignedWith("AKIDONE", request))
			.allMatch((request) -> "s3cret-token".equals(request.header("X-Amz-Security-Token")));
	}

	private static CompletableFuture<String> get(Session session, ExecutorService threads) {
		return CompletableFuture.supplyAsync(() -> session.get("/").text(), threads);
	}

	@Test
	@DisplayName("RULE 26: timeout.total ends the wait for credentials, which holds no connection")
	void doesNotWaitLongerThanTheCall() {
		Gate gate = new Gate();
		this.container.otherwise(gate.then(credentials("AKIDONE", Duration.ofHours(6))));
		try (Session session = builder().timeout((timeout) -> timeout.withTotal(Duration.ofMillis(300))).build()) {
			assertThatExceptionOfType(TotalTimeoutException.class).isThrownBy(() -> session.get("/"))
				.withMessageContaining("while it waited for AWS credentials");
			assertThat(this.api.accepted()).isZero();
			gate.open();
			await().until(() -> session.get("/").text(), "welcome"::equals);
		}
		assertThat(this.container.requests()).hasSize(1);
	}

	@Test
	@DisplayName("RULE 35: close() ends the wait for credentials")
	void doesNotWaitLongerThanTheSession() throws Exception {
		Gate gate = new Gate();
		this.container.otherwise(gate.then(credentials("AKIDONE", Duration.ofHours(6))));
		ExecutorService threads = Executors.newFixedThreadPool(1);
		CompletableFuture<String> call;
		try (Session session = session()) {
			call = get(session, threads);
			gate.awaitArrivals(1);
		}
		try {
			await().atMost(Duration.ofSeconds(2)).until(call::isDone);
			assertThat(call).isCompletedExceptionally();
		}
		finally {
			gate.open();
			threads.shutdownNow();
		}
	}

	@Test
	@DisplayName("RULE 36: a failure names no secret, and is not retried")
	void explainsMissingCredentials(CapturedOutput output) {
		this.container.otherwise(Reply.status(400).body("{\"Code\":\"s3cret\",\"Message\":\"s3cret\"}"));
		try (Session session = session()) {
			assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> session.get("/"))
				.withMessageContaining("no AWS credentials could be found "
						+ "(software.amazon.awssdk.core.exception.SdkClientException)")
				.withMessageNotContaining("s3cret")
				.havingCause()
				.withMessageNotContaining("s3cret");
		}
		assertThat(this.api.requests()).isEmpty();
		assertThat(output.toString().lines().filter((line) -> line.contains("dev.sessions")))
			.noneMatch((line) -> line.contains("s3cret"));
	}

	@Test
	void usesTheProfile() throws IOException {
		Files.writeString(this.folder.resolve("credentials"), """
				[default]
				aws_access_key_id = AKIDDEFAULT
				aws_secret_access_key = s3cret
				[deploy]
				aws_access_key_id = AKIDDEPLOY
				aws_secret_access_key = s3cret
				""");
		try (Session session = builder().auth(Credentials.aws("eu-west-1", "s3", "deploy")).build()) {
			session.get("/").raiseForStatus();
			session.auth(Credentials.aws("eu-west-1", "s3"));
			session.get("/").raiseForStatus();
		}
		assertThat(this.api.requests().get(0)).matches((request) -> isSignedWith("AKIDDEPLOY", request));
		assertThat(this.api.requests().get(1)).matches((request) -> isSignedWith("AKIDDEFAULT", request));
	}

	@Test
	void namesTheProfileWithoutCredentials() {
		this.container.otherwise(Reply.status(400));
		try (Session session = builder().auth(Credentials.aws("eu-west-1", "s3", "none")).build()) {
			assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> session.get("/"))
				.withMessageContaining("no AWS credentials of the profile none could be found");
		}
	}

	@Test
	void usesNewCredentialsWithoutWaiting() {
		this.keys.change("AKIDONE", "s3cret", null);
		try (Session session = session()) {
			AdvancedTime time = AdvancedTime.of(session);
			session.get("/one").raiseForStatus();
			this.keys.change("AKIDTWO", "s3cret", null);
			session.get("/one").raiseForStatus();
			time.advance(Duration.ofMinutes(2));
			await().untilAsserted(() -> {
				session.get("/two").raiseForStatus();
				List<ReceivedRequest> requests = this.api.requests("/two");
				assertThat(requests.get(requests.size() - 1)).matches((request) -> isSignedWith("AKIDTWO", request));
			});
			this.keys.change("AKIDTHREE", "s3cret", null);
			time.advance(Duration.ofMinutes(11));
			session.get("/three").raiseForStatus();
		}
		assertThat(this.api.requests("/one")).hasSize(2).allMatch((request) -> isSignedWith("AKIDONE", request));
		assertThat(this.api.request("/three")).matches((request) -> isSignedWith("AKIDTHREE", request));
	}

	@Test
	void doesNotUseExpiredCredentials() {
		this.container.otherwise(credentials("AKIDONE", Duration.ofSeconds(-1)),
				credentials("AKIDTWO", Duration.ofHours(6)));
		try (Session session = session()) {
			session.get("/").raiseForStatus();
			session.get("/").raiseForStatus();
		}
		assertThat(this.api.requests().get(1)).matches((request) -> isSignedWith("AKIDTWO", request));
	}

	@Test
	void credentialsOfAClosedSessionServeAnother() {
		this.container.otherwise(credentials("AKIDONE", Duration.ofHours(6)));
		Credentials credentials = Credentials.aws("eu-west-1", "s3");
		for (int i = 0; i < 2; i++) {
			try (Session session = builder().auth(credentials).build()) {
				session.get("/").raiseForStatus();
			}
		}
		assertThat(this.container.requests()).hasSize(2);
		assertThat(credentials.authorization().timeLeft()).isNull();
	}

	@Test
	void reportsValidityAndForgetsCredentials() {
		this.container.otherwise(credentials("AKIDONE", Duration.ofHours(6)));
		Credentials credentials = Credentials.aws("eu-west-1", "s3");
		try (Session session = builder().auth(credentials).build()) {
			session.get("/").raiseForStatus();
			assertThat(credentials.authorization().timeLeft()).isBetween(Duration.ofHours(5), Duration.ofHours(6));
			assertThat(credentials.authorization().forget()).isTrue();
			session.get("/").raiseForStatus();
		}
		assertThat(this.container.requests()).hasSize(2);
	}

	private Session session() {
		return builder().build();
	}

	private SessionBuilder builder() {
		return Session.builder("test").baseUrl(this.api.url()).auth(Credentials.aws("eu-west-1", "execute-api"));
	}

	private static Reply credentials(String keyId, Duration validity) {
		return Reply.json("""
				{"AccessKeyId": "%s", "SecretAccessKey": "s3cret", "Token": "s3cret-token", "Expiration": "%s"}
				""".formatted(keyId, Instant.now().plus(validity)));
	}

	private static boolean isSignedWith(String keyId, ReceivedRequest request) {
		String authorization = request.header("Authorization");
		return authorization != null && authorization.startsWith("AWS4-HMAC-SHA256 Credential=" + keyId + "/");
	}

}
