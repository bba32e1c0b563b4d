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

package dev.sessions.testsupport;

import java.lang.StackWalker.StackFrame;
import java.lang.reflect.Member;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import org.springframework.aot.agent.RecordedInvocation;
import org.springframework.aot.agent.RecordedInvocationsPublisher;
import org.springframework.aot.agent.RuntimeHintsAgent;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.core.io.support.SpringFactoriesLoader;

/**
 * Fails a test in which the main code uses reflection, a resource or a proxy without a
 * hint for native images. It is found by the service loader, and inactive unless the JVM
 * runs with Spring's {@link RuntimeHintsAgent}.
 */
@SuppressWarnings("removal") // the replacement of the agent needs a native image
public final class RuntimeHintsCheck implements BeforeAllCallback, AfterEachCallback {

	/**
	 * Methods that act on behalf of the frame below them. All other code of Spring and of
	 * other libraries has its own hints, or needs none.
	 */
	private static final List<String> ON_BEHALF = List.of("java.", "jdk.", "org.apache.hc.", "org.jsoup.",
			"org.springframework.beans.BeanUtils", "org.springframework.boot.context.properties.bind.",
			"org.springframework.boot.convert.", "org.springframework.core.", "org.springframework.util.");

	/**
	 * Methods that Spring also calls on its own behalf: it converts values and reads
	 * annotations of all applications, and does not wrap types in a native image.
	 */
	private static final List<String> OF_SPRING = List.of("org.springframework.core.SerializableTypeWrapper",
			"org.springframework.core.annotation.AnnotationsScanner", "org.springframework.core.convert.");

	private static final Path MAIN_CLASSES = Path.of("target", "classes");

	private static final Path TEST_CLASSES = Path.of("target", "test-classes");

	private static final Map<Path, Boolean> FOUND = new ConcurrentHashMap<>();

	private static final Queue<RecordedInvocation> INVOCATIONS = new ConcurrentLinkedQueue<>();

	private static final RuntimeHints HINTS = registered();

	static {
		if (RuntimeHintsAgent.isLoaded()) {
			RecordedInvocationsPublisher.addListener(RuntimeHintsCheck::record);
		}
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		// initializes this class
	}

	@Override
	public void afterEach(ExtensionContext context) {
		String missing = missing();
		if (!missing.isEmpty()) {
			throw new AssertionError("A native image has no hint for\n" + missing);
		}
	}

	/**
	 * The hints that libraries register for all applications.
	 */
	private static RuntimeHints registered() {
		RuntimeHints hints = new RuntimeHints();
		SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
			.load(RuntimeHintsRegistrar.class)
			.forEach((registrar) -> registrar.registerHints(hints, RuntimeHintsCheck.class.getClassLoader()));
		return hints;
	}

	/**
	 * The invocations without a hint since the last check.
	 */
	static String missing() {
		return missing(HINTS);
	}

	static String missing(RuntimeHints hints) {
		List<RecordedInvocation> invocations = INVOCATIONS.stream().toList();
		INVOCATIONS.removeAll(invocations);
		return invocations.stream()
			.filter((invocation) -> !invocation.matches(hints))
			.map(RuntimeHintsCheck::describe)
			.distinct()
			.collect(Collectors.joining("\n"));
	}

	private static void record(RecordedInvocation invocation) {
		if (caller(invocation).filter((frame) -> isOf(MAIN_CLASSES, frame.getClassName())).isPresent()
				&& isFound(invocation) && !isOf(TEST_CLASSES, target(invocation)) && !isOfSpring(invocation)) {
			INVOCATIONS.add(invocation);
		}
	}

	private static Optional<StackFrame> caller(RecordedInvocation invocation) {
		return invocation.getStackFrames()
			.filter((frame) -> ON_BEHALF.stream().noneMatch(frame.getClassName()::startsWith))
			.findFirst();
	}

	/**
	 * Classes and resources that are absent here are absent in a native image as well.
	 */
	private static boolean isFound(RecordedInvocation invocation) {
		return invocation.getReturnValue() != null;
	}

	/**
	 * Types of tests represent those of an application, which has hints for them.
	 */
	private static String target(RecordedInvocation invocation) {
		Object instance = invocation.isStatic() ? invocation.getArgument(0) : invocation.getInstance();
		if (instance instanceof Member member) {
			return member.getDeclaringClass().getName();
		}
		return (instance instanceof Class<?> type) ? type.getName() : String.valueOf(instance);
	}

	private static boolean isOfSpring(RecordedInvocation invocation) {
		return !isOf(MAIN_CLASSES, target(invocation)) && invocation.getStackFrames()
			.map(StackFrame::getClassName)
			.takeWhile((type) -> !type.startsWith("dev.sessions."))
			.anyMatch((type) -> OF_SPRING.stream().anyMatch(type::startsWith));
	}

	private static boolean isOf(Path classes, String type) {
		return FOUND.computeIfAbsent(classes.resolve(type.replace('.', '/') + ".class"), Files::exists);
	}

	private static String describe(RecordedInvocation invocation) {
		return invocation.getMethodReference() + " of " + target(invocation) + " with "
				+ Arrays.deepToString(invocation.getArguments().toArray()) + " by " + caller(invocation).orElseThrow();
	}

}
