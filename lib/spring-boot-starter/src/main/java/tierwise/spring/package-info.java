/**
 * Tierwise in a service of Spring Boot: {@link tierwise.live.LiveRules} as a bean, and around it
 * what the service has the libraries for — health, metrics, an endpoint, a log of decisions in a
 * database. {@link tierwise.spring.EnrollmentDecisions} decides and keeps what it decided.
 */
@NullMarked
package tierwise.spring;

import org.jspecify.annotations.NullMarked;
