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

import java.util.List;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/**
 * Tests of the permitted dependencies between packages. Each rule is a plain test method,
 * because rules in {@code @ArchTest} fields have been seen to pass without being run.
 */
class ArchitectureTests {

	/**
	 * The layers from top to bottom: a package may depend on those below it.
	 */
	private static final List<String> ROOMS = List.of("dev.sessions.autoconfigure.*", "dev.sessions.autoconfigure",
			"dev.sessions.actuate", "dev.sessions.autoconfigure.internal.binding", "dev.sessions.observation",
			"dev.sessions.oauth2", "dev.sessions", internal("redis"), internal("oauth2"), internal("aws"),
			internal("login"), internal("token"), internal("spring"), internal("content"), internal("client"),
			internal("connection"), internal("call"), internal("uri"));

	/**
	 * The policies, side by side below all layers: none depends on another.
	 */
	private static final List<String> POLICIES = List.of(internal("redirect"), internal("retry"), internal("auth"),
			internal("cookie"), internal("decoding"), internal("proxy"), internal("hook"), internal("egress"),
			internal("log"), internal("tls"), internal("adapter"), internal("pool"), internal("socket"),
			internal("resilience"));

	/**
	 * The settings, which users write and all packages read.
	 */
	private static final String SETTINGS = "dev.sessions.settings";

	/**
	 * The shared state of instances, for policies that share it.
	 */
	private static final String SHARED = internal("shared");

	/**
	 * The packages below the settings, side by side, that several packages share.
	 */
	private static final List<String> GROUND = List.of(internal("body"), internal("challenge"), internal("concurrent"),
			internal("net"), internal("text"));

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("dev.sessions");

	@Test
	void packagesHaveNoCycles() {
		// From "dev" on; otherwise the classes of the root package would be in no slice.
		ArchRule rule = SlicesRuleDefinition.slices().matching("dev.(**)").should().beFreeOfCycles();
		rule.check(CLASSES);
	}

	@Test
	void importsPointDownwards() {
		LayeredArchitecture rule = Architectures.layeredArchitecture()
			.consideringOnlyDependenciesInLayers()
			.withOptionalLayers(true)
			.ensureAllClassesAreContainedInArchitecture();
		for (String room : ROOMS) {
			rule = rule.layer(room).definedBy(room);
		}
		for (String policy : POLICIES) {
			rule = rule.layer(policy).definedBy(policy);
		}
		for (String ground : GROUND) {
			rule = rule.layer(ground).definedBy(ground).whereLayer(ground).mayNotAccessAnyLayer();
		}
		rule = rule.layer(SETTINGS)
			.definedBy(SETTINGS)
			.whereLayer(SETTINGS)
			.mayOnlyAccessLayers(GROUND.toArray(String[]::new));
		rule = rule.layer(SHARED)
			.definedBy(SHARED)
			.whereLayer(SHARED)
			.mayOnlyAccessLayers(Stream.concat(Stream.of(SETTINGS), GROUND.stream()).toArray(String[]::new));
		rule = rule.whereLayer(ROOMS.get(0)).mayNotBeAccessedByAnyLayer();
		for (int i = 1; i < ROOMS.size(); i++) {
			rule = rule.whereLayer(ROOMS.get(i)).mayOnlyBeAccessedByLayers(ROOMS.subList(0, i).toArray(String[]::new));
		}
		for (String policy : POLICIES) {
			rule = rule.whereLayer(policy).mayOnlyBeAccessedByLayers(ROOMS.toArray(String[]::new));
		}
		rule.check(CLASSES);
	}

	private static String internal(String room) {
		return "dev.sessions.internal." + room;
	}

	@Test
	void internalDoesNotDependOnTheFace() {
		ArchRule rule = ArchRuleDefinition.noClasses()
			.that()
			.resideInAPackage("dev.sessions.internal..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("dev.sessions");
		rule.check(CLASSES);
	}

	@Test
	void bindingDoesNotDependOnApplicationContext() {
		ArchRule rule = ArchRuleDefinition.noClasses()
			.that()
			.resideInAPackage("dev.sessions.autoconfigure.internal.binding")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("dev.sessions.autoconfigure", "org.springframework.context..",
					"org.springframework.boot.autoconfigure..");
		rule.check(CLASSES);
	}

	@Test
	void uriAndContentAreIndependent() {
		ArchRule rule = SlicesRuleDefinition.slices()
			.matching("dev.sessions.internal.(uri|content)")
			.should()
			.notDependOnEachOther();
		rule.check(CLASSES);
	}

	@Test
	void onlyAutoConfigurationAndActuateDependOnSpringBoot() {
		ArchRule rule = ArchRuleDefinition.noClasses()
			.that()
			.resideOutsideOfPackages("dev.sessions.autoconfigure..", "dev.sessions.actuate")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.springframework.boot..");
		rule.check(CLASSES);
	}

	@Test
	void onlyAutoConfigurationAndObservationDependOnMicrometer() {
		ArchRule rule = ArchRuleDefinition.noClasses()
			.that()
			.resideOutsideOfPackages("dev.sessions.autoconfigure..", "dev.sessions.observation")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("io.micrometer..");
		rule.check(CLASSES);
	}

	/**
	 * JSON, XML and the like are left to Spring's message converters, so that none of
	 * their libraries is required.
	 */
	@Test
	void bodyFormatsAreLeftToConverters() {
		ArchRule rule = ArchRuleDefinition.noClasses()
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("tools.jackson..", "com.fasterxml..", "jakarta.xml..", "javax.xml..", "org.w3c..",
					"org.xml..");
		rule.check(CLASSES);
	}

	@Test
	void onlyOAuth2AndUsersDependOnSpringSecurity() {
		ArchRule rule = ArchRuleDefinition.noClasses()
			.that()
			.resideOutsideOfPackages("dev.sessions.autoconfigure.oauth2", "dev.sessions.autoconfigure.security",
					"dev.sessions.oauth2", internal("oauth2"))
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.springframework.security..");
		rule.check(CLASSES);
	}

	@Test
	void onlyAwsDependsOnItsSdk() {
		ArchRule rule = ArchRuleDefinition.noClasses()
			.that()
			.resideOutsideOfPackage(internal("aws"))
			.should()
			.dependOnClassesThat()
			.resideInAPackage("software.amazon..");
		rule.check(CLASSES);
	}

	@Test
	void onlyResilienceDependsOnResilience4j() {
		ArchRule rule = ArchRuleDefinition.noClasses()
			.that()
			.resideOutsideOfPackages("dev.sessions.autoconfigure.resilience", internal("resilience"))
			.should()
			.dependOnClassesThat()
			.resideInAPackage("io.github.resilience4j..");
		rule.check(CLASSES);
	}

	@Test
	void onlyRedisPackagesDependOnRedis() {
		ArchRule rule = ArchRuleDefinition.noClasses()
			.that()
			.resideOutsideOfPackages("dev.sessions.autoconfigure.redis", internal("redis"))
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.lettuce..", "io.github.bucket4j..", "org.springframework.data..");
		rule.check(CLASSES);
	}

	@Test
	void onlyLoginDependsOnJsoup() {
		ArchRule rule = ArchRuleDefinition.noClasses()
			.that()
			.resideOutsideOfPackage(internal("login"))
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.jsoup..");
		rule.check(CLASSES);
	}

	@Test
	void packagesAreNullMarked() {
		ArchRule rule = ArchRuleDefinition.classes()
			.should(ArchCondition.from(DescribedPredicate.describe("reside in a package that is @NullMarked",
					(JavaClass type) -> type.getPackage().isAnnotatedWith(NullMarked.class))));
		rule.check(CLASSES);
	}

}
