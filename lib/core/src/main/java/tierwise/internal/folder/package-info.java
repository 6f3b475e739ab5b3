/** Reads a rule folder from a directory or the class path: its files, manifest and messages. */
@NullMarked
package tierwise.internal.folder;

import org.jspecify.annotations.NullMarked;
