package enrollment;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** All that there is to write: the starters do the rest. */
@SpringBootApplication
public class EnrollmentService {
  /** Starts the service. */
  public static void main(String[] arguments) {
    SpringApplication.run(EnrollmentService.class, arguments);
  }
}
