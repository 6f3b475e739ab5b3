package enrollment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The runnable jar in a process of its own. */
final class RunningService implements AutoCloseable {
  private static final Path JAR = Path.of("target/enrollment-service.jar").toAbsolutePath();
  private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final Process process;
  private final int port;
  private final int managementPort;

  private RunningService(Process process, int port, int managementPort) {
    this.process = process;
    this.port = port;
    this.managementPort = managementPort;
  }

  /** Starts it in a directory of its own, and waits until it says that it is there. */
  static RunningService start(Path directory, String... arguments)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile(directory, "service", ".log");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                JAR.toString(),
                "--server.port=0",
                "--management.server.port=0"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    long end = System.nanoTime() + LONGEST.toNanos();
    while (System.nanoTime() < end && process.isAlive()) {
      List<Integer> ports = new ArrayList<>();
      Matcher found = PORT.matcher(Files.readString(output));
      while (found.find()) {
        ports.add(Integer.parseInt(found.group(1)));
      }
      if (ports.size() == 2) {
        return new RunningService(process, ports.get(0), ports.get(1));
      }
      Thread.sleep(50);
    }
    process.destroyForcibly();
    throw new IllegalStateException("the service did not start:\n" + Files.readString(output));
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri(port, path)));
  }

  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(uri(port, path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** What only those inside can ask. */
  HttpResponse<String> manage(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri(managementPort, "/actuator" + path)));
  }

  /** What only those inside can do. */
  String order(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri(managementPort, "/actuator" + path))
            .POST(HttpRequest.BodyPublishers.noBody()))
        .body();
  }

  private static URI uri(int port, String path) {
    return URI.create("http://localhost:" + port + path);
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(
        request.timeout(LONGEST).build(),
        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  /** Ends it from one moment to the next, as {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Ends it as whoever runs it would. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new UncheckedIOException(new IOException("the service did not end"));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
