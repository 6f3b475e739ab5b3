/**
 * What is wrong or doubtful with the rules of a folder as a whole: manifest and rules against each
 * other, rules against each other, the order in which they state things, and what they read.
 *
 * <p>So many files, since each thing that can be wrong is looked for by a check of its own.
 */
@NullMarked
package tierwise.internal.language.check;

import org.jspecify.annotations.NullMarked;
