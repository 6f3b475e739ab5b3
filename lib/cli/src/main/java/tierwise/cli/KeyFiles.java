package tierwise.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Ed25519 keys as PEM files, which other programs read and write as well. */
final class KeyFiles {
  static final String ALGORITHM = "Ed25519";
  private static final String PRIVATE = "PRIVATE KEY";
  private static final String PUBLIC = "PUBLIC KEY";
  private static final Pattern PEM =
      Pattern.compile("\\s*-----BEGIN ([A-Z ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----\\s*");

  private KeyFiles() {}

  static void write(Path file, PrivateKey key) throws IOException {
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      // Nobody else may ever read it, not even before it is written.
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, pem(PRIVATE, key), StandardOpenOption.TRUNCATE_EXISTING);
    } else {
      Files.writeString(file, pem(PRIVATE, key), StandardOpenOption.CREATE_NEW);
    }
  }

  static void write(Path file, PublicKey key) throws IOException {
    Files.writeString(file, pem(PUBLIC, key), StandardOpenOption.CREATE_NEW);
  }

  private static String pem(String what, Key key) {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
    return "-----BEGIN " + what + "-----\n" + base64 + "\n-----END " + what + "-----\n";
  }

  /**
   * The private key of a file.
   *
   * @throws CommandLine.ParameterException if the file has none
   */
  static PrivateKey privateKey(Path file, CommandLine command) {
    byte[] encoded = encoded(file, PRIVATE, command);
    try {
      return KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw noKey(file, PRIVATE, command, e);
    }
  }

  /**
   * The public key of a file.
   *
   * @throws CommandLine.ParameterException if the file has none
   */
  static PublicKey publicKey(Path file, CommandLine command) {
    byte[] encoded = encoded(file, PUBLIC, command);
    try {
      return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw noKey(file, PUBLIC, command, e);
    }
  }

  private static byte[] encoded(Path file, String what, CommandLine command) {
    try {
      Matcher pem = PEM.matcher(Files.readString(file, StandardCharsets.US_ASCII));
      if (pem.matches() && pem.group(1).equals(what)) {
        return Base64.getMimeDecoder().decode(pem.group(2));
      }
      throw noKey(file, what, command, null);
    } catch (IOException | IllegalArgumentException e) {
      throw noKey(file, what, command, e);
    }
  }

  private static CommandLine.ParameterException noKey(
      Path file, String what, CommandLine command, @Nullable Exception e) {
    return new CommandLine.ParameterException(
        command,
        file
            + " has no Ed25519 "
            + (what.equals(PRIVATE) ? "private" : "public")
            + " key; \"tierwise keys\" makes some.",
        e);
  }
}
