package tierwise.internal.language.check;

import static tierwise.internal.language.check.CheckProblem.*;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tierwise.internal.folder.Manifest;
import tierwise.internal.language.model.Expression;
import tierwise.internal.language.model.Expression.Call;
import tierwise.internal.language.model.FactKinds;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.language.model.RuleModel.Insert;
import tierwise.internal.language.model.RuleModel.Rule;
import tierwise.internal.source.Located;
import tierwise.internal.source.Problems;

/**
 * Finds offers that need each other, which could never be decided. Chains can have thousands of
 * links, so the way is kept in a list rather than in calls. For use by one thread.
 */
final class OfferCircles {
  /** Circles that hang together are mended one by one; nobody looks at more of them at once. */
  private static final int MOST_TOLD = 20;

  /** What one statement says that offers need; stands between those that ask and those needed. */
  private static final class Needs {
    private final List<Located<String>> offers = new ArrayList<>();
  }

  /**
   * A place of the way.
   *
   * @param node an offer's name, or needs
   * @param written where the offer is named as needed; {@code null} for needs and at the beginning
   * @param next where the way can go on
   */
  private record Step(Object node, @Nullable Located<String> written, Iterator<?> next) {}

  private final Map<String, List<Needs>> byOffer = new LinkedHashMap<>();
  private final Needs ofAll = new Needs();
  private final Collection<String> all;
  private final Problems problems;
  private final Set<Object> seen = new HashSet<>();
  private int told;

  OfferCircles(Collection<String> all, Problems problems) {
    this.all = all;
    this.problems = problems;
  }

  /** Tells the circles of a rule set, with the offers that the manifest lists. */
  static void tell(RuleModel model, Manifest manifest, Problems problems) {
    OfferCircles circles = new OfferCircles(manifest.offers().keySet(), problems);
    for (Rule rule : model.rules()) {
      for (Insert insert : rule.then()) {
        if (insert.statement() instanceof Call call && call.helper().name().equals("needs")) {
          List<Located<String>> needed = new ArrayList<>();
          for (Expression argument : call.arguments()) {
            String name = FactKinds.text(argument);
            if (name != null) {
              needed.add(new Located<>(name, argument.span()));
            }
          }
          List<String> named = FactKinds.offersNamed(rule, call);
          circles.add(named.isEmpty() ? null : named, needed);
        }
      }
    }
    circles.tell();
  }

  /**
   * Takes note of a statement.
   *
   * @param asking the offers of which it holds; {@code null} if it can be any
   */
  void add(@Nullable Collection<String> asking, List<Located<String>> needed) {
    if (asking == null) {
      ofAll.offers.addAll(needed);
      return;
    }
    Needs needs = new Needs();
    needs.offers.addAll(needed);
    asking.forEach(offer -> byOffer.computeIfAbsent(offer, name -> new ArrayList<>()).add(needs));
  }

  /** Tells the circles of all that was taken note of. */
  void tell() {
    if (!ofAll.offers.isEmpty()) {
      all.forEach(offer -> byOffer.computeIfAbsent(offer, name -> new ArrayList<>()).add(ofAll));
    }
    byOffer.keySet().forEach(this::walkFrom);
  }

  private void walkFrom(String offer) {
    if (!seen.add(offer)) {
      return;
    }
    List<Step> way = new ArrayList<>();
    Map<Object, Integer> places = new HashMap<>();
    go(new Step(offer, null, after(offer)), way, places);
    while (!way.isEmpty() && told < MOST_TOLD) {
      Step last = way.get(way.size() - 1);
      if (!last.next().hasNext()) {
        way.remove(way.size() - 1);
        places.remove(last.node());
        continue;
      }
      Object next = last.next().next();
      Located<?> name = next instanceof Located<?> located ? located : null;
      Object node = name == null ? next : name.value();
      Located<String> written = name == null ? null : new Located<>((String) node, name.span());
      Integer earlier = places.get(node);
      if (earlier != null) {
        circle(way.subList(earlier, way.size()), written);
      } else if (seen.add(node)) {
        go(new Step(node, written, after(node)), way, places);
      }
    }
  }

  private static void go(Step step, List<Step> way, Map<Object, Integer> places) {
    places.put(step.node(), way.size());
    way.add(step);
  }

  private Iterator<?> after(Object node) {
    return node instanceof Needs needs
        ? needs.offers.iterator()
        : byOffer.getOrDefault((String) node, List.of()).iterator();
  }

  /**
   * Tells a circle.
   *
   * @param closing where the first offer is named again; {@code null} if the way came back to needs
   */
  private void circle(List<Step> way, @Nullable Located<String> closing) {
    told++;
    List<String> offers = new ArrayList<>();
    List<Located<String>> needed = new ArrayList<>();
    for (Step step : way) {
      if (step.node() instanceof String offer) {
        offers.add(offer);
        if (step.written() != null) {
          needed.add(step.written());
        }
      }
    }
    // Where the way came to its first offer before is no part of the circle, unless the circle
    // begins with needs: then the offer that they name is what the last offer needs.
    Located<String> first = way.get(0).node() instanceof String ? closing : needed.get(0);
    if (needed.size() == offers.size()) {
      needed.remove(0);
    }
    needed.add(Objects.requireNonNull(first));
    Problems.Draft problem =
        problems.error(
            offers.size() == 1 ? OFFER_NEEDS_ITSELF : OFFERS_NEED_EACH_OTHER,
            needed.get(0).span(),
            offers.get(0),
            null);
    for (int i = 0; i < offers.size(); i++) {
      problem.place("", needed.get(i).span(), offers.get(i), needed.get(i).value());
    }
  }
}
