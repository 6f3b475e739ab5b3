package tierwise.record;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Other names for what names somebody: with the same key always the same for the same text, and
 * different ones for different texts. Who has the key can work out the pseudonym of a name that is
 * known and find its records; who has not can do neither. Immutable and safe for use by several
 * threads.
 */
public final class Pseudonyms {
  private static final String MAC = "HmacSHA256";
  private static final int SHORTEST_KEY = 16;

  /** Bytes: too many for any two names ever to share them by chance. */
  private static final int LENGTH = 16;

  private final Key key;

  private Pseudonyms(Key key) {
    this.key = key;
  }

  /**
   * Pseudonyms that only who has the key can work out.
   *
   * @param secret at least 16 bytes, best 32 that a machine has drawn
   * @throws IllegalArgumentException if it has fewer
   */
  public static Pseudonyms withKey(byte[] secret) {
    Objects.requireNonNull(secret, "secret");
    if (secret.length < SHORTEST_KEY) {
      throw new IllegalArgumentException(
          "a key of pseudonyms has " + SHORTEST_KEY + " bytes or more");
    }
    return new Pseudonyms(new SecretKeySpec(secret.clone(), MAC));
  }

  /** The pseudonym of a text: {@code ~} and 32 hexadecimal digits. */
  public String of(String text) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(key);
      byte[] all = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
      return "~" + HexFormat.of().formatHex(Arrays.copyOf(all, LENGTH));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + MAC, e);
    }
  }

  /** Says nothing of the key. */
  @Override
  public String toString() {
    return "pseudonyms";
  }
}
