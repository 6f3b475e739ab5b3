package tierwise.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;

/**
 * What the command line answers.
 *
 * @param code the exit code
 * @param out what it prints, with line feeds as on every machine
 * @param err what it prints on standard error, likewise
 */
record Answer(int code, String out, String err) {
  /** Runs a command. */
  static Answer to(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code;
    try (PrintWriter o = new PrintWriter(out);
        PrintWriter e = new PrintWriter(err)) {
      code = Main.run(o, e, Arrays.stream(args).map(Object::toString).toArray(String[]::new));
    }
    return new Answer(code, lines(out), lines(err));
  }

  private static String lines(StringWriter text) {
    return text.toString().replace("\r\n", "\n");
  }
}
