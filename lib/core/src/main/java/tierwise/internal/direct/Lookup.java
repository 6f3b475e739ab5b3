package tierwise.internal.direct;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tierwise.internal.engine.Formula;
import tierwise.internal.engine.OrderedKey;
import tierwise.internal.figures.Figures;

/** How the facts of a list that can match are found without looking at all of them. */
sealed interface Lookup {
  /** Where they stand in the list. */
  Positions find(Run run, FactList list);

  /**
   * By what is left out: exclusions are kept by the position of their line.
   *
   * @param table where they are kept
   * @param line the place of the line
   */
  record ByLine(int table, int line) implements Lookup {
    @Override
    public Positions find(Run run, FactList list) {
      return run.leftOut(table, line);
    }
  }

  /**
   * By a text that is written out, of a field in which many rules want one.
   *
   * @param index the number of the index
   * @param word the number of the text
   */
  record ByWord(int index, int word) implements Lookup {
    @Override
    public Positions find(Run run, FactList list) {
      return run.withWord(index, word, list);
    }
  }

  /**
   * The texts that rules want in a field of the facts of a list.
   *
   * @param field reads the field
   * @param words the numbers of the texts
   */
  record Words(Function<Object, @Nullable Object> field, Map<String, Integer> words) {
    /** The positions of the facts by the number of their text. */
    Positions[] index(FactList list) {
      Positions[] index = new Positions[words.size()];
      Arrays.fill(index, Positions.NONE);
      for (int i = 0; i < list.size(); i++) {
        Integer word = words.get(field.apply(list.get(i)));
        if (word != null) {
          if (index[word] == Positions.NONE) {
            index[word] = new Positions();
          }
          index[word].add(i);
        }
      }
      return index;
    }
  }

  /**
   * By values that must be equal. The index is made when it is first needed in a run, or once for
   * rows that are always the same.
   *
   * @param index the number of the index
   * @param own the values of a fact of the list
   * @param wanted the values that they must have
   */
  record ByValue(int index, Formula[] own, Formula[] wanted) implements Lookup {
    private static final @Nullable Object[] NOTHING_BOUND = new Object[0];

    @Override
    public Positions find(Run run, FactList list) {
      Map<Object, Positions> found = run.index(index);
      if (found == null) {
        // Never made too early: nothing is added to a list once a rule reads it.
        run.take(list.size());
        found = index(list);
        run.keep(index, found);
      }
      return found.getOrDefault(key(wanted, null, run.bound()), Positions.NONE);
    }

    /** The positions of the facts of a list by their keys. */
    Map<Object, Positions> index(FactList list) {
      Map<Object, Positions> positions = new HashMap<>(list.size() * 2);
      for (int i = 0; i < list.size(); i++) {
        positions
            .computeIfAbsent(key(own, list.get(i), NOTHING_BOUND), key -> new Positions())
            .add(i);
      }
      return positions;
    }

    private static Object key(Formula[] formulas, @Nullable Object own, @Nullable Object[] bound) {
      if (formulas.length == 1) {
        return part(formulas[0].value(own, bound));
      }
      Object[] parts = new Object[formulas.length];
      for (int i = 0; i < parts.length; i++) {
        parts[i] = part(formulas[i].value(own, bound));
      }
      return new Key(parts, Arrays.hashCode(parts));
    }

    /** Figures are equal however they are written, and nothing equals nothing. */
    private static Object part(@Nullable Object value) {
      if (value instanceof Number number) {
        BigDecimal figure = Figures.decimal(number);
        return figure.signum() == 0 ? BigDecimal.ZERO : figure.stripTrailingZeros();
      }
      if (value == null) {
        return Nothing.NOTHING;
      }
      return value instanceof Comparable ? value : new OrderedKey(value);
    }
  }

  /** Stands for a value that is missing. */
  enum Nothing {
    NOTHING
  }

  /** Several values as one. */
  record Key(Object[] parts, int hash) implements Comparable<Key> {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key && key.hash == hash && Arrays.equals(parts, key.parts);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    /** So that names chosen to share a hash are found as fast as others. */
    @Override
    public int compareTo(Key other) {
      return Arrays.toString(parts).compareTo(Arrays.toString(other.parts));
    }
  }
}
