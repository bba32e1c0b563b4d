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

package dev.sessions.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.sessions.testsupport.Answer;
import dev.sessions.testsupport.ExternalProgram;
import dev.sessions.testsupport.RedisServer;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Three instances of an application.
 */
final class Cluster implements AutoCloseable {

	static final int SIZE = 3;

	private final Path folder;

	private final List<Instance> instances;

	private Cluster(Path folder) {
		this.folder = folder;
		this.instances = new ArrayList<>(Stream.generate(() -> Instance.start(folder)).limit(SIZE).toList());
	}

	/**
	 * Start the instances and warm them up, because code that runs for the first time may
	 * exceed the time limits of a store.
	 * @param folder the directory for their logs
	 * @return the instances, without a session
	 */
	static Cluster start(Path folder) {
		ExternalProgram.require("redis-server");
		Cluster cluster = new Cluster(folder);
		try {
			cluster.warmUp();
			return cluster;
		}
		catch (RuntimeException ex) {
			cluster.close();
			throw ex;
		}
	}

	private void warmUp() {
		try (RedisServer redis = RedisServer.start();
				ScriptedServer server = ScriptedServer.start().on("/token", token("warm")).otherwise(api())) {
			open(redis.port(), server.url(), "token-uri=" + server.url("/token"), "rate-limit=1000");
			ask("get", "20", "/set/warm/1");
			ask("fork-text", "warm", "/set/warm/2");
			ask("close");
		}
	}

	/**
	 * The response of a token endpoint.
	 * @param value the token, which is valid for an hour
	 */
	static Reply token(String value) {
		return token(value, 3600);
	}

	static Reply token(String value, int seconds) {
		return Reply
			.json("{\"access_token\":\"" + value + "\",\"token_type\":\"Bearer\",\"expires_in\":" + seconds + "}");
	}

	/**
	 * An API: {@code /set/name/value} sets a cookie, {@code /remove/name} removes it, and
	 * every other path responds with the cookies of the request.
	 */
	static Answer api() {
		return (request, connection) -> {
			List<String> path = List.of(request.path().split("/", -1));
			Reply reply = Reply.ok(String.valueOf(request.header("Cookie")));
			if (path.get(1).equals("set")) {
				reply = reply.cookie(path.get(2) + "=" + path.get(3) + "; Path=/");
			}
			if (path.get(1).equals("remove")) {
				reply = reply.cookie(path.get(2) + "=; Path=/; Max-Age=0");
			}
			reply.send(request, connection);
		};
	}

	Instance get(int index) {
		return this.instances.get(index);
	}

	/**
	 * Open the session on all instances, in place of the previous one.
	 * @param redis the port of Redis
	 * @param baseUrl the base URL
	 * @param settings other settings
	 */
	void open(int redis, String baseUrl, String... settings) {
		List<CompletableFuture<String>> results = new ArrayList<>();
		for (int i = 0; i < SIZE; i++) {
			List<String> words = new ArrayList<>(
					List.of("open", "instance=" + i, "redis=" + redis, "base-url=" + baseUrl));
			words.addAll(List.of(settings));
			results.add(get(i).send(words.toArray(String[]::new)));
		}
		results(results);
	}

	/**
	 * Execute a command on all instances concurrently.
	 * @param words the command and its arguments
	 * @return the results, in the order of the instances
	 */
	List<String> ask(String... words) {
		return results(this.instances.stream().map((instance) -> instance.send(words)).toList());
	}

	private List<String> results(List<CompletableFuture<String>> results) {
		return IntStream.range(0, SIZE).mapToObj((i) -> get(i).result(results.get(i))).toList();
	}

	/**
	 * Let each instance make calls on many threads, all of which have to succeed.
	 * @param threads the number of threads of each instance
	 */
	void callFromManyThreads(int threads) {
		assertThat(ask("get", String.valueOf(threads), "/many").stream().map(CallLoop.Result::parse))
			.allSatisfy((result) -> {
				assertThat(result.failure()).isEqualTo("null");
				assertThat(result.calls()).isEqualTo(threads);
			});
	}

	/**
	 * Return the logs of the instances so far.
	 */
	List<String> logs() {
		return this.instances.stream().map(Instance::log).toList();
	}

	/**
	 * Replace a killed instance by a new one.
	 * @param index the index of the instance
	 */
	void replace(int index) {
		this.instances.get(index).close();
		this.instances.set(index, Instance.start(this.folder));
	}

	@Override
	public void close() {
		this.instances.forEach(Instance::close);
	}

}
