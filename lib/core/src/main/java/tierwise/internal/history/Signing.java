package tierwise.internal.history;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Collection;
import java.util.regex.Pattern;
import tierwise.Revision;

/** Ed25519 signatures of revisions. */
public final class Signing {
  static final Pattern SIGNATURE = Pattern.compile("ed25519:[A-Za-z0-9+/]{86}==");
  private static final String ED25519 = "Ed25519";
  private static final String PREFIX = "ed25519:";

  private Signing() {}

  /**
   * The revision with its signature.
   *
   * @throws GeneralSecurityException if the key is none of Ed25519
   */
  public static Revision sign(Revision revision, PrivateKey key) throws GeneralSecurityException {
    Signature signing = Signature.getInstance(ED25519);
    signing.initSign(key);
    signing.update(signed(revision));
    return revision.signed(PREFIX + Base64.getEncoder().encodeToString(signing.sign()));
  }

  /** Whether the owner of one of the keys signed it, and nothing was changed since. */
  public static boolean isSignedBy(Revision revision, Collection<PublicKey> keys) {
    String signature = revision.signature();
    if (signature == null || !SIGNATURE.matcher(signature).matches()) {
      return false;
    }
    byte[] bytes = Base64.getDecoder().decode(signature.substring(PREFIX.length()));
    return keys.stream().anyMatch(key -> verifies(revision, bytes, key));
  }

  private static boolean verifies(Revision revision, byte[] signature, PublicKey key) {
    try {
      Signature signing = Signature.getInstance(ED25519);
      signing.initVerify(key);
      signing.update(signed(revision));
      return signing.verify(signature);
    } catch (GeneralSecurityException e) {
      // Bytes that are no signature at all, or a key of another sort: not signed by it.
      return false;
    }
  }

  private static byte[] signed(Revision revision) {
    return RevisionText.signed(revision).getBytes(StandardCharsets.UTF_8);
  }
}
