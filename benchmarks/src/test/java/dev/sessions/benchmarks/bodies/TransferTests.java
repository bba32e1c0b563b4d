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

package dev.sessions.benchmarks.bodies;

import java.io.RandomAccessFile;
import java.nio.file.Path;

import dev.sessions.benchmarks.server.NginxProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Verifies that all clients transfer the whole body.
 */
@Tag("external-program")
class TransferTests {

	@TempDir
	private Path directory;

	@Test
	void clientsTransferBodies() throws Exception {
		assumeTrue(NginxProcess.isInstalled() || "true".equals(System.getenv("CI")), "nginx is not installed");
		Path file = this.directory.resolve("source");
		try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
			access.setLength(NginxProcess.BODY_LENGTH);
		}
		try (NginxProcess nginx = NginxProcess.start(false)) {
			for (BodyPeer peer : BodyPeer.values()) {
				try (BodyClient client = peer.open(nginx.url())) {
					for (Transfer transfer : Transfer.values()) {
						assertThat(transfer.make(client, file)).as(peer + " " + transfer)
							.isEqualTo(NginxProcess.BODY_LENGTH);
					}
				}
			}
		}
	}

}
