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

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.sessions.Session;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The application that {@link ShutdownProcessTests} terminates, in one of two ways.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class ShutdownApplication {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	/**
	 * Run the application.
	 * @param args {@code threads} or {@code call}, and properties
	 * @throws InterruptedException if it was interrupted
	 */
	public static void main(String[] args) throws InterruptedException {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(ShutdownApplication.class)
			.web(WebApplicationType.NONE)
			.run(args);
		Session session = context.getBean(Session.class);
		if (args[0].equals("threads")) {
			session.get("/x");
			System.out.println("before " + threads());
			context.close();
			awaitEndOfThreads();
		}
		else {
			call(session);
		}
	}

	private static void awaitEndOfThreads() throws InterruptedException {
		long start = System.nanoTime();
		while (!threads().isEmpty() && System.nanoTime() - start < PATIENCE.toNanos()) {
			TimeUnit.MILLISECONDS.sleep(50);
		}
		System.out.println("after " + threads());
	}

	/**
	 * The threads of sessions, and those that keep the JVM running.
	 */
	private static List<String> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread != Thread.currentThread() && !thread.getName().equals("DestroyJavaVM"))
			.filter((thread) -> thread.getName().startsWith("sessions-") || !thread.isDaemon())
			.map(Thread::getName)
			.sorted()
			.toList();
	}

	/**
	 * Make a call that is running when the process is terminated.
	 */
	private static void call(Session session) {
		Thread caller = new Thread(() -> System.out.println("got " + session.get("/slow").text()), "caller");
		SpringApplication.getShutdownHandlers().add(() -> join(caller));
		caller.start();
	}

	/**
	 * Runs when the context is closed: the call has its response, and reports it.
	 */
	private static void join(Thread caller) {
		try {
			caller.join(PATIENCE.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
