package tierwise.internal.casefile;

import org.jspecify.annotations.Nullable;

/**
 * One thing that a case tells beside the application and the partner.
 *
 * @param type the fact type; {@code Subject} for something that the application asks for
 * @param fact the fact; {@code null} if the case names the type and gives no fact of it
 * @param id what it is called: the id of a fact, the kind and name of a subject; empty if it has
 *     none
 */
public record CasePart(String type, @Nullable Object fact, String id) {}
