/**
 * Tierwise in a service of Spring Boot: {@link tierwise.live.LiveRules} as a bean, and around it
 * what the service has the libraries for — health, metrics, an endpoint, a log of decisions in a
 * database. {@link tierwise.spring.EnrollmentDecisions} decides and keeps what it decided.
 *
 * <p>So many files, because what a service may lack a library for is configured in a class of its
 * own.
 */
@NullMarked
package tierwise.spring;

import org.jspecify.annotations.NullMarked;
