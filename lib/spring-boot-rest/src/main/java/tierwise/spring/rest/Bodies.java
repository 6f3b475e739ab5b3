package tierwise.spring.rest;

import java.io.IOException;
import java.io.InputStream;
import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;
import org.springframework.web.ErrorResponseException;

/** Reads what was sent, and no more of it than may be. */
final class Bodies {
  private Bodies() {}

  /**
   * The bytes of a request.
   *
   * @throws ErrorResponseException if they are too many
   */
  static byte[] read(InputStream body, DataSize largest) throws IOException {
    int most = Math.toIntExact(largest.toBytes());
    byte[] read = body.readNBytes(most);
    if (read.length == most && body.read() >= 0) {
      throw refusal(HttpStatus.CONTENT_TOO_LARGE, "a request has at most " + most + " bytes");
    }
    return read;
  }

  /** What is answered, with the reason. */
  static ErrorResponseException refusal(HttpStatus status, String detail) {
    ErrorResponseException refusal = new ErrorResponseException(status);
    refusal.setDetail(detail);
    return refusal;
  }
}
