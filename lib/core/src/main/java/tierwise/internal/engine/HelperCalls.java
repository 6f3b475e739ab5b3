package tierwise.internal.engine;

import org.jspecify.annotations.Nullable;
import tierwise.internal.language.model.Helper;
import tierwise.internal.language.model.Invocation;

/** Calls of helpers, with a class for each number of objects that they take. */
final class HelperCalls {
  private HelperCalls() {}

  /** The helper called with what the formulas give: its target first if it has one. */
  static Formula of(Helper helper, Formula[] objects) {
    Invocation invocation = helper.invocation();
    if (invocation instanceof Invocation.Of1 one) {
      return new Call1(one, objects[0]);
    }
    if (invocation instanceof Invocation.Of2 two) {
      return new Call2(two, objects[0], objects[1]);
    }
    if (invocation instanceof Invocation.Of3 three) {
      return new Call3(three, objects[0], objects[1], objects[2]);
    }
    if (invocation instanceof Invocation.Of4 four) {
      return new Call4(four, objects[0], objects[1], objects[2], objects[3]);
    }
    return new CallAny((Invocation.OfAny) invocation, objects);
  }

  private record Call1(Invocation.Of1 helper, Formula a) implements Formula {
    @Override
    public @Nullable Object value(@Nullable Object own, @Nullable Object[] bound) {
      return helper.call(a.value(own, bound));
    }
  }

  private record Call2(Invocation.Of2 helper, Formula a, Formula b) implements Formula {
    @Override
    public @Nullable Object value(@Nullable Object own, @Nullable Object[] bound) {
      return helper.call(a.value(own, bound), b.value(own, bound));
    }
  }

  private record Call3(Invocation.Of3 helper, Formula a, Formula b, Formula c) implements Formula {
    @Override
    public @Nullable Object value(@Nullable Object own, @Nullable Object[] bound) {
      return helper.call(a.value(own, bound), b.value(own, bound), c.value(own, bound));
    }
  }

  private record Call4(Invocation.Of4 helper, Formula a, Formula b, Formula c, Formula d)
      implements Formula {
    @Override
    public @Nullable Object value(@Nullable Object own, @Nullable Object[] bound) {
      return helper.call(
          a.value(own, bound), b.value(own, bound), c.value(own, bound), d.value(own, bound));
    }
  }

  private record CallAny(Invocation.OfAny helper, Formula[] objects) implements Formula {
    @Override
    public @Nullable Object value(@Nullable Object own, @Nullable Object[] bound) {
      @Nullable Object[] all = new Object[objects.length];
      for (int i = 0; i < all.length; i++) {
        all[i] = objects[i].value(own, bound);
      }
      return helper.call(all);
    }
  }
}
