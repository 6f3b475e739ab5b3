package tierwise.internal.language.check;

import static tierwise.internal.language.check.CheckProblem.*;

import java.util.ArrayList;
import java.util.List;
import tierwise.internal.folder.FieldPath;
import tierwise.internal.folder.Manifest;
import tierwise.internal.folder.Manifest.ClosedTexts;
import tierwise.internal.folder.Manifest.LedgerSpec;
import tierwise.internal.folder.Manifest.MeasureSpec;
import tierwise.internal.folder.Manifest.OfferSpec;
import tierwise.internal.folder.Manifest.SubjectList;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.FactType.Field;
import tierwise.internal.language.model.FactType.Kind;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.language.model.ValueType.Plain;
import tierwise.internal.source.Located;
import tierwise.internal.source.Problems;

/** Checks what the manifest says of lists, offers, measures and values against the fact types. */
final class ManifestCheck {
  private static final String OFFER = "offer";

  private final RuleModel model;
  private final Manifest manifest;
  private final Problems problems;

  ManifestCheck(RuleModel model, Manifest manifest, Problems problems) {
    this.model = model;
    this.manifest = manifest;
    this.problems = problems;
  }

  void check() {
    manifest.lists().values().forEach(this::checkList);
    manifest.offers().values().forEach(this::checkOffer);
    manifest.measures().values().forEach(this::checkMeasure);
    manifest.values().values().forEach(this::checkClosedTexts);
  }

  /** A list whose entries are the values of a field needs a text field of a ledger. */
  private void checkList(SubjectList list) {
    Located<FieldPath> of = list.field();
    if (of == null) {
      return;
    }
    String typeName = of.value().type();
    FactType type = model.types().get(typeName);
    if (type == null || !(type.isLedger() || type.kind() == Kind.UNCLEAR)) {
      problems.error(NO_LEDGER_FOR_A_LIST, of.span(), typeName).allowed(ledgers(), typeName);
    } else if (type.kind() != Kind.UNCLEAR) {
      textField(type, new Located<>(of.value().field(), of.span()));
    }
  }

  /** An offer exists once for each entry of a list or each line of a ledger, or once. */
  private void checkOffer(OfferSpec offer) {
    Located<String> per = offer.per();
    if (per == null || manifest.lists().containsKey(per.value())) {
      return;
    }
    FactType type = model.types().get(per.value());
    if (type == null || !(type.isLedger() || type.kind() == Kind.UNCLEAR)) {
      problems.error(NO_OFFERS_PER, per.span(), per.value()).allowed(perOffer(), per.value());
    }
  }

  private List<String> perOffer() {
    List<String> all = new ArrayList<>(manifest.lists().keySet());
    all.addAll(ledgers());
    return all;
  }

  private List<String> ledgers() {
    return model.types().values().stream().filter(FactType::isLedger).map(FactType::name).toList();
  }

  /**
   * What a measure counts must be a ledger, or there is nothing to account for; what narrows or
   * splits it, a text of it, since it is compared with texts; what it is taken of, something that
   * decisions have.
   */
  private void checkMeasure(MeasureSpec measure) {
    LedgerSpec counts = measure.counts();
    FactType ledger = null;
    if (counts != null) {
      ledger = model.types().get(counts.type().value());
      // Its declaration is told already; what follows from that would only be noise.
      if (ledger != null && ledger.kind() == Kind.UNCLEAR) {
        return;
      }
      if (ledger == null || !ledger.isLedger()) {
        problems
            .error(NOTHING_TO_COUNT, counts.type().span(), counts.type().value())
            .allowed(ledgers(), counts.type().value());
        return;
      }
      for (Manifest.Condition condition : counts.where().values()) {
        textField(ledger, condition.field());
      }
    }
    Located<String> split = measure.split();
    if (split != null && ledger != null) {
      textField(ledger, split);
    }
    Located<String> per = measure.per();
    if (per != null) {
      List<String> allowed = new ArrayList<>();
      if (split != null) {
        allowed.add(split.value());
      }
      allowed.add(OFFER);
      allowed.addAll(perOffer());
      if (!allowed.contains(per.value())) {
        problems.error(NO_MEASURE_PER, per.span(), per.value()).allowed(allowed, per.value());
      }
    }
  }

  private void textField(FactType type, Located<String> name) {
    Field field = type.field(name.value());
    if (field == null || field.type() != Plain.TEXT) {
      problems
          .error(NO_TEXT_FIELD, name.span(), name.value(), type.name())
          .allowed(
              type.fields().values().stream()
                  .filter(each -> each.type() == Plain.TEXT)
                  .map(Field::name)
                  .toList(),
              name.value());
    }
  }

  /**
   * Only what a case gives can have a text that is not on the list: rules are checked themselves.
   */
  private void checkClosedTexts(ClosedTexts closed) {
    String typeName = closed.field().value().type();
    FactType type = model.types().get(typeName);
    if (type != null && type.kind() == Kind.UNCLEAR) {
      return;
    }
    if (type == null || type.kind() == Kind.STATEMENT || type.kind() == Kind.LIBRARY) {
      problems
          .error(NO_TYPE_OF_A_CASE, closed.field().span(), typeName)
          .allowed(ledgers(), typeName);
    } else {
      textField(type, new Located<>(closed.field().value().field(), closed.field().span()));
    }
  }
}
