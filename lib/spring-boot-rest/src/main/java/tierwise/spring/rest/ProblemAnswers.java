package tierwise.spring.rest;

import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tierwise.RuleSetException;
import tierwise.live.LiveRules;
import tierwise.spring.NotKeptException;

/** Answers what went wrong as {@code application/problem+json}, without the inside of anything. */
@RestControllerAdvice(
    assignableTypes = {DecisionController.class, ReplayController.class, YearController.class})
final class ProblemAnswers extends ResponseEntityExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswers.class);
  private static final URI CASE = URI.create("urn:tierwise:problem:case");
  private static final URI RULES = URI.create("urn:tierwise:problem:rules-not-ready");
  private static final URI LOG_TYPE = URI.create("urn:tierwise:problem:not-kept");

  private final LiveRules live;

  ProblemAnswers(LiveRules live) {
    this.live = live;
  }

  /** Whoever sent the case can mend it; without rules nobody who sends one can. */
  @ExceptionHandler
  ResponseEntity<ProblemDetail> refused(RuleSetException refusal) {
    if (!live.isReady()) {
      return comeAgain(RULES, "There are no rules to decide with yet", "The service is not ready.");
    }
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(
            HttpStatus.UNPROCESSABLE_CONTENT,
            refusal.problems().stream().findFirst().map(each -> each.message()).orElse(""));
    problem.setType(CASE);
    problem.setTitle("What was sent cannot be decided");
    problem.setProperty("problems", refusal.problems().stream().map(LocatedProblem::of).toList());
    return ResponseEntity.of(problem).build();
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> notKept(NotKeptException failure) {
    return comeAgain(LOG_TYPE, "The decision was not kept", String.valueOf(failure.getMessage()));
  }

  private static ResponseEntity<ProblemDetail> comeAgain(URI type, String title, String detail) {
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, detail);
    problem.setType(type);
    problem.setTitle(title);
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
        .header(HttpHeaders.RETRY_AFTER, "1")
        .body(problem);
  }

  /** What nobody thought of goes to the log, and not to whoever asked. */
  @ExceptionHandler
  ResponseEntity<ProblemDetail> failed(RuntimeException failure) {
    LOG.error("A request failed", failure);
    return ResponseEntity.of(ProblemDetail.forStatus(HttpStatus.INTERNAL_SERVER_ERROR)).build();
  }
}
