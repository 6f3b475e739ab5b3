package tierwise.testing;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes the XML that build servers read: a suite for each folder, a test for each case and limit.
 */
final class JunitXml {
  private final XMLStreamWriter xml;

  private JunitXml(XMLStreamWriter xml) {
    this.xml = xml;
  }

  static String of(TestReport report) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      new JunitXml(xml).write(report);
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a text in memory can be written to", e);
    }
    return text.append('\n').toString();
  }

  private void write(TestReport report) throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    line(0);
    xml.writeStartElement("testsuites");
    for (TestReport.Folder folder : report.folders()) {
      line(1);
      suite(folder);
    }
    line(0);
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private void suite(TestReport.Folder folder) throws XMLStreamException {
    List<TestResult> results = folder.results();
    List<OfFolder> more = ofFolder(folder);
    long failed = more.stream().filter(each -> each.failure() != null).count();
    xml.writeStartElement("testsuite");
    attribute("name", folder.name());
    attribute("tests", results.size() + more.size());
    attribute("failures", count(results, TestResult.Status.FAILED) + failed);
    attribute("errors", 0);
    attribute("skipped", count(results, TestResult.Status.SKIPPED));
    time(results.stream().map(TestResult::took).reduce(Duration.ZERO, Duration::plus));
    for (TestResult result : results) {
      line(2);
      test(folder, result);
    }
    for (OfFolder each : more) {
      line(2);
      test(folder, each);
    }
    line(1);
    xml.writeEndElement();
  }

  private static long count(List<TestResult> results, TestResult.Status status) {
    return results.stream().filter(result -> result.status() == status).count();
  }

  private void test(TestReport.Folder folder, TestResult result) throws XMLStreamException {
    TestCase test = result.test();
    xml.writeStartElement("testcase");
    attribute("name", test.name());
    xml.writeAttribute("classname", folder.name());
    attribute("file", test.file().toString());
    attribute("line", test.line());
    time(result.took());
    switch (result.status()) {
      case FAILED -> failure(result.differences().get(0), result.text());
      case SKIPPED -> {
        xml.writeEmptyElement("skipped");
        attribute("message", result.text());
      }
      case PASSED -> {}
    }
    xml.writeEndElement();
  }

  /** A test of all of a folder; {@code failure} is what is wrong, {@code null} if it passes. */
  private record OfFolder(String name, @Nullable String failure) {}

  private static List<OfFolder> ofFolder(TestReport.Folder folder) {
    List<OfFolder> tests = new ArrayList<>();
    Coverage coverage = folder.coverage();
    if (coverage != null && !coverage.limits().isEmpty()) {
      tests.add(
          new OfFolder(
              "The cases exercise as much as ruleset.yaml wants",
              folder.isBelowLimit() ? CoverageText.belowLimit(coverage) : null));
    }
    Invariants laws = folder.laws();
    if (laws != null) {
      tests.add(
          new OfFolder(
              "The laws of every rule set hold on drawn cases",
              laws.breaches().isEmpty() ? null : laws.toText()));
    }
    Mutation mutation = folder.mutation();
    if (mutation != null) {
      tests.add(
          new OfFolder(
              "The cases notice as many mistakes in the rules as ruleset.yaml wants",
              mutation.isEnough() ? null : mutation.toText()));
    }
    return tests;
  }

  private void test(TestReport.Folder folder, OfFolder test) throws XMLStreamException {
    xml.writeStartElement("testcase");
    attribute("name", test.name());
    xml.writeAttribute("classname", folder.name());
    if (test.failure() != null) {
      failure(test.failure(), test.failure());
    }
    xml.writeEndElement();
  }

  private void failure(String message, String text) throws XMLStreamException {
    xml.writeStartElement("failure");
    attribute("message", message.lines().findFirst().orElse(""));
    xml.writeCharacters(XmlText.of(text));
    xml.writeEndElement();
  }

  private void attribute(String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, XmlText.of(value));
  }

  private void attribute(String name, long value) throws XMLStreamException {
    xml.writeAttribute(name, Long.toString(value));
  }

  /** In seconds, to the millisecond. */
  private void time(Duration took) throws XMLStreamException {
    BigDecimal seconds = BigDecimal.valueOf(took.toNanos(), 9).setScale(3, RoundingMode.HALF_UP);
    xml.writeAttribute("time", seconds.toPlainString());
  }

  private void line(int depth) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
  }
}
