/**
 * Reads a rule folder from a directory or the class path: its files, manifest and messages.
 *
 * <p>So many files, since each file of a folder has its reader, its keys and its value.
 */
@NullMarked
package tierwise.internal.folder;

import org.jspecify.annotations.NullMarked;
