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

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPut;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.FileEntity;

/**
 * Transfers bodies with the default HttpClient.
 */
final class HttpClientBodies implements BodyClient {

	private final CloseableHttpClient client = HttpClients.createDefault();

	private final String url;

	HttpClientBodies(URI url) {
		this.url = url.toString();
	}

	@Override
	public long download() throws IOException {
		return this.client.execute(new HttpGet(this.url + "/large"),
				(response) -> response.getEntity().getContent().transferTo(OutputStream.nullOutputStream()));
	}

	@Override
	public void download(Path file) throws IOException {
		this.client.execute(new HttpGet(this.url + "/large"),
				(response) -> Files.copy(response.getEntity().getContent(), file, StandardCopyOption.REPLACE_EXISTING));
	}

	@Override
	public int upload(Path file) throws IOException {
		HttpPut request = new HttpPut(this.url + "/upload");
		request.setEntity(new FileEntity(file.toFile(), ContentType.APPLICATION_OCTET_STREAM));
		return this.client.execute(request, (response) -> {
			EntityUtils.consume(response.getEntity());
			return response.getCode();
		});
	}

	@Override
	public void close() throws IOException {
		this.client.close();
	}

}
