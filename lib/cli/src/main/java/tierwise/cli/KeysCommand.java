package tierwise.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes keys with which years are signed. */
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    usageHelpWidth = Main.WIDTH,
    sortOptions = false,
    description = {
      "Makes a pair of Ed25519 keys: <name>.key, with which whoever has it can sign what is"
          + " published, and <name>.pub, by which everybody can tell.",
      ""
    })
final class KeysCommand implements Callable<Integer> {
  @Parameters(paramLabel = "<name>", description = "The files are called so, with .key and .pub.")
  private String name;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields.
  KeysCommand() {}

  @Override
  public Integer call() throws GeneralSecurityException {
    Path secret = Path.of(name + ".key");
    Path open = Path.of(name + ".pub");
    for (Path file : new Path[] {secret, open}) {
      if (Files.exists(file)) {
        throw new CommandLine.ParameterException(
            spec.commandLine(), "There is a file " + file + " already; it is not written over.");
      }
    }
    KeyPair keys = KeyPairGenerator.getInstance(KeyFiles.ALGORITHM).generateKeyPair();
    try {
      KeyFiles.write(secret, keys.getPrivate());
      KeyFiles.write(open, keys.getPublic());
    } catch (IOException e) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "Cannot write the keys: " + e.getMessage(), e);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(secret + ": keep it to yourself, and out of the rules.");
    out.println(open + ": give it to whoever checks or runs what you sign.");
    out.flush();
    return 0;
  }
}
